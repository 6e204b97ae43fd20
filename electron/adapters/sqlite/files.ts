/** A database's files on disk: the file itself and what SQLite keeps beside it. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const COMPANIONS = ['', '-wal', '-shm', '-journal'];
const SET_ASIDE = '.corrupt-';

/** Moves a damaged database out of the way and answers with its new path. */
export function setAside(path: string, wallMs: number): string {
  const aside = `${path}${SET_ASIDE}${new Date(wallMs).toISOString().replace(/[:.]/g, '-')}`;
  for (const companion of COMPANIONS) {
    if (existsSync(path + companion)) renameSync(path + companion, aside + companion);
  }
  return aside;
}

/** The database and every copy of it that was set aside. */
export function removeDatabase(path: string): void {
  for (const companion of COMPANIONS) rmSync(path + companion, { force: true });
  removeSetAside(path);
}

export function removeSetAside(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(basename(path) + SET_ASIDE)) rmSync(join(folder, name), { force: true });
  }
}
