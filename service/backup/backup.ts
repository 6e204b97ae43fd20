/**
 * Copies a data folder, also while a service works on it, into one that a service can start on (G60): the database as of one
 * instant, every message that was accepted by then, the anchors of the audit log, and the small files beside them.
 */
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { MAIL_FOLDER, UPLOAD_FOLDER } from '../mail-folders.ts';
import { MARK_FILE } from '../storage/mark-file.ts';
import { mergeLog } from '../storage/merged-mark.ts';
import { DATABASE_FILE } from '../storage/open-database.ts';
import { copyDurably, copyFolder, namesIn, syncFile, syncFolder } from './copy-files.ts';
import { verifyBackup, type Contents } from './verify-backup.ts';

export interface BackupPlan {
  readonly dataFolder: string;
  /** Must not exist: it is there when the backup is whole and verified, and not before. */
  readonly target: string;
}

export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupError';
  }
}

const PRIVATE_FOLDER_MODE = 0o700;

/** Resolves with what is in it. Throws a `BackupError`, or what the disk says; then nothing is left of it. */
export async function backup({ dataFolder, target }: BackupPlan): Promise<Contents> {
  const database = path.join(dataFolder, DATABASE_FILE);
  if (!existsSync(database)) throw new BackupError(`there is no ${DATABASE_FILE} in ${dataFolder}`);
  if (existsSync(target)) throw new BackupError(`${target} exists already: a backup never overwrites`);
  if (isWithin(dataFolder, target)) throw new BackupError('a backup does not go into what it backs up');
  const unfinished = `${target}.unfinished`;
  await mkdir(path.dirname(target), { recursive: true, mode: PRIVATE_FOLDER_MODE });
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: PRIVATE_FOLDER_MODE });
  try {
    await copyAll(dataFolder, unfinished);
    const contents = await verifyBackup(unfinished);
    await syncFolder(unfinished);
    await rename(unfinished, target);
    await syncFolder(path.dirname(target));
    return contents;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Anchors before the database, so that they are never ahead of it. Most of the mail before it too, so that little is left
 * to copy after it, when every message that it knows is whole.
 */
async function copyAll(from: string, to: string): Promise<void> {
  for (const name of await namesIn(from)) {
    if (isBeside(name)) await copyDurably(path.join(from, name), path.join(to, name));
  }
  await copyFolder(path.join(from, MAIL_FOLDER), path.join(to, MAIL_FOLDER), '.mail');
  const copy = path.join(to, DATABASE_FILE);
  copyDatabase(path.join(from, DATABASE_FILE), copy);
  await chmod(copy, 0o600);
  await syncFile(copy);
  const there = await copyFolder(path.join(from, MAIL_FOLDER), path.join(to, MAIL_FOLDER), '.mail');
  await removeForgotten(to, there);
  await copyFolder(path.join(from, UPLOAD_FOLDER), path.join(to, UPLOAD_FOLDER), '');
}

const FOLDERS: ReadonlySet<string> = new Set([MAIL_FOLDER, UPLOAD_FOLDER]);

/** Not the mark: devices may know more than the copy, and without it the next start on the copy begins a new epoch (G16). */
function isBeside(name: string): boolean {
  return (
    !name.startsWith(DATABASE_FILE) &&
    !name.startsWith('service.lock') &&
    name !== MARK_FILE &&
    !FOLDERS.has(name)
  );
}

/** As of one instant, whoever writes meanwhile. */
function copyDatabase(from: string, to: string): void {
  const source = new Database(from, { readonly: true });
  try {
    source.prepare('vacuum into ?').run(to);
  } finally {
    source.close();
  }
  const copy = new Database(to);
  try {
    mergeLog(copy);
  } finally {
    copy.close();
  }
}

/** What the service let go of while it was copied would be taken for newly accepted, and sent on a second time. */
async function removeForgotten(to: string, there: ReadonlySet<string>): Promise<void> {
  const mail = path.join(to, MAIL_FOLDER);
  const database = new Database(path.join(to, DATABASE_FILE), { readonly: true });
  try {
    const known = database.prepare('select 1 from messages where id = ?');
    for (const name of await readdir(mail))
      if (!there.has(name) && known.get(path.parse(name).name) === undefined) await rm(path.join(mail, name));
  } finally {
    database.close();
  }
}

function isWithin(folder: string, target: string): boolean {
  const relative = path.relative(folder, target);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}
