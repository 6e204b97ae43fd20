/** Reads a backup as a service would: whole database, whole audit log, every message that it knows in its file. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { readAnchorFile } from '../audit/anchor-file.ts';
import { verifyAudit } from '../audit/store.ts';
import { MAIL_FOLDER } from '../mail-folders.ts';
import { DATABASE_FILE } from '../storage/open-database.ts';
import type { Tables } from '../storage/tables.ts';
import { namesIn } from './copy-files.ts';

export interface Contents {
  /** Accepted by then, taken into mailboxes or not yet. */
  readonly messages: number;
  readonly auditEntries: number;
  readonly auditIntact: boolean;
  readonly bytes: number;
}

/** Throws where it is not whole; an audit log that was not intact before is copied as it is, and said. */
export async function verifyBackup(folder: string): Promise<Contents> {
  const file = path.join(folder, DATABASE_FILE);
  const database = new Database(file, { readonly: true });
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  try {
    const checked = database.prepare('pragma integrity_check(1)').get() as {
      readonly integrity_check: string;
    };
    if (checked.integrity_check !== 'ok')
      throw new Error(`the copied database is damaged: ${checked.integrity_check}`);
    const names = new Set(await namesIn(path.join(folder, MAIL_FOLDER)));
    const messages = await db.selectFrom('messages').select('id').execute();
    const lost = messages.filter(({ id }) => !names.has(`${id}.mail`));
    if (lost.length > 0)
      throw new Error(`${String(lost.length)} messages have no file, ${lost[0]?.id ?? ''} first: try again`);
    const { list, firstBadLine } = await readAnchorFile(folder);
    const { intact, rows } = await verifyAudit(db, list);
    const auditIntact = intact && firstBadLine === null;
    return { messages: names.size, auditEntries: rows, auditIntact, bytes: (await stat(file)).size };
  } finally {
    await db.destroy();
  }
}
