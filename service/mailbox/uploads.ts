/** Uploaded bytes: streamed to a file, named after what they are, and gone after a day (RFC 8620 section 6.1). */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { createTaskQueue } from '../../shared/lib/task-queue.ts';
import type { Tables } from '../storage/tables.ts';
import type { Disk } from './disk.ts';
import { MAX_ACCOUNT_UPLOAD_BYTES, MAX_UPLOAD_BYTES, UPLOADS_KEPT_MS } from './upload-limits.ts';

const UNFINISHED = '.part';
const EXPIRED_AT_ONCE = 200;

export interface Upload {
  readonly blobId: string;
  readonly type: string;
  readonly size: number;
}

export type Uploaded =
  | { readonly kind: 'uploaded'; readonly upload: Upload }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'over-quota' };

export interface Uploads {
  /** Durable when it resolves. Throws a `StorageError`. */
  readonly take: (accountId: string, type: string, data: AsyncIterable<Uint8Array>) => Promise<Uploaded>;
  readonly read: (accountId: string, blobId: string) => Promise<{ bytes: Buffer; type: string } | null>;
  /** Removes some of what is too old; true when there may be more. */
  readonly expire: () => Promise<boolean>;
  /** Removes what a crash left unfinished. */
  readonly clear: () => Promise<void>;
}

export interface UploadPorts {
  readonly db: Kysely<Tables>;
  readonly disk: Disk;
  readonly newId: () => string;
  readonly nowMs: () => number;
  /** The time by which they are too old. */
  readonly settledMs: () => number;
}

export function createUploads(ports: UploadPorts): Uploads {
  const { db, disk, nowMs, settledMs } = ports;
  // Else what is uploaded anew could lose its file to the removal of what it was before.
  const turns = createTaskQueue();
  return {
    take: async (accountId, type, data) => {
      const name = `${ports.newId()}${UNFINISHED}`;
      const written = await writeAll(disk, name, accountId, data);
      if (written === null) return { kind: 'too-large' };
      const upload = { blobId: written.blobId, type, size: written.size };
      return turns.add(async () => {
        if ((await usedBytes(db, accountId)) + upload.size > MAX_ACCOUNT_UPLOAD_BYTES) {
          await disk.remove(name);
          return { kind: 'over-quota' };
        }
        await disk.rename(name, upload.blobId);
        await disk.syncFolder();
        await remember(db, accountId, upload, nowMs());
        return { kind: 'uploaded', upload };
      });
    },
    read: async (accountId, blobId) => {
      const row = await db
        .selectFrom('uploads')
        .select('type')
        .where('accountId', '=', accountId)
        .where('blobId', '=', blobId)
        .executeTakeFirst();
      const bytes = row === undefined ? null : await disk.read(blobId, 0, MAX_UPLOAD_BYTES);
      return row === undefined || bytes === null ? null : { bytes, type: row.type };
    },
    expire: () => turns.add(() => expireSome(db, disk, settledMs() - UPLOADS_KEPT_MS)),
    clear: async () => {
      for (const name of await disk.list()) if (name.endsWith(UNFINISHED)) await disk.remove(name);
    },
  };
}

/** null: too large, and nothing is left of it. */
async function writeAll(
  disk: Disk,
  name: string,
  accountId: string,
  data: AsyncIterable<Uint8Array>,
): Promise<{ readonly blobId: string; readonly size: number } | null> {
  const file = await disk.create(name);
  const hash = createHash('sha256').update(`${accountId}\0`);
  let size = 0;
  try {
    for await (const chunk of data) {
      size += chunk.length;
      if (size > MAX_UPLOAD_BYTES) break;
      hash.update(chunk);
      await file.write([chunk]);
    }
    if (size <= MAX_UPLOAD_BYTES) await file.sync();
  } catch (error) {
    await Promise.allSettled([file.close(), disk.remove(name)]);
    throw error;
  }
  await file.close();
  if (size <= MAX_UPLOAD_BYTES) return { blobId: `U${hash.digest('hex')}`, size };
  await disk.remove(name);
  return null;
}

async function usedBytes(db: Kysely<Tables>, accountId: string): Promise<number> {
  const row = await db
    .selectFrom('uploads')
    .select(({ fn }) => fn.sum('size').as('bytes'))
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return Number(row?.bytes ?? 0);
}

async function remember(
  db: Kysely<Tables>,
  accountId: string,
  upload: Upload,
  uploadedAtMs: number,
): Promise<void> {
  const { type } = upload;
  await db
    .insertInto('uploads')
    .values({ accountId, ...upload, uploadedAtMs })
    .onConflict((conflict) => conflict.columns(['accountId', 'blobId']).doUpdateSet({ type, uploadedAtMs }))
    .execute();
}

/** The file first: a row without its file is found again, a file without its row never. */
async function expireSome(db: Kysely<Tables>, disk: Disk, beforeMs: number): Promise<boolean> {
  const old = await db
    .selectFrom('uploads')
    .select(['accountId', 'blobId'])
    .where('uploadedAtMs', '<', beforeMs)
    .limit(EXPIRED_AT_ONCE)
    .execute();
  for (const { accountId, blobId } of old) {
    await disk.remove(blobId);
    await db.deleteFrom('uploads').where('accountId', '=', accountId).where('blobId', '=', blobId).execute();
  }
  return old.length === EXPIRED_AT_ONCE;
}
