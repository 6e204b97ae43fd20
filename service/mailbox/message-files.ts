/** The store of raw messages: one write-once file each, durable before anyone is told that the message was accepted (G20). */
import { StorageError, errorCodeOf } from '../storage/storage-error.ts';
import { sharedRun } from './shared-run.ts';
import type { Disk } from './disk.ts';
import { envelopeText, isCutOff, messageOffset } from './message-bytes.ts';
import { openDraft, SUFFIX, UNFINISHED, type MessageDraft } from './message-draft.ts';
import { readEnvelope, type MailEnvelope } from './message-file.ts';

/** Longer envelopes do not occur: a thousand recipients with their members. */
const MAX_ENVELOPE_BYTES = 4 * 1024 * 1024;
const HEAD_BYTES = 8 * 1024;

const TRY_NAME = `try${UNFINISHED}`;
const TRY_BYTES = 64 * 1024;

export interface MessageFiles {
  /** Removes what a crash left unfinished: none of it was acknowledged. */
  readonly clear: () => Promise<void>;
  readonly begin: (envelope: MailEnvelope) => Promise<MessageDraft>;
  /** Of messages that are durable, and of what a crash left half written under its name: the envelope tells (`bytes`). */
  readonly ids: () => Promise<readonly string[]>;
  /** The envelope, and the bytes of the message without it; null when it is gone, or was cut off by a crash. */
  readonly head: (id: string) => Promise<{ readonly envelope: MailEnvelope; readonly size: number } | null>;
  /** Bytes `start` to `end` of the message. */
  readonly read: (id: string, start?: number, end?: number) => Promise<Buffer | null>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  /** Writes, syncs and removes a small message's worth; rejects with the `StorageError` that a message would meet. */
  readonly tryStoring: () => Promise<void>;
  /** What refused a message since storing was last seen to work; null: nothing. */
  readonly trouble: () => StorageError | null;
  readonly pathOf: (id: string) => string;
}

export function createMessageFiles(disk: Disk): MessageFiles {
  // After a failed fsync nobody knows what the disk has: no more mail until a restart (G22).
  let failure: StorageError | null = null;
  let trouble: StorageError | null = null;
  const noting = async <T>(run: () => Promise<T>): Promise<T> => {
    if (failure !== null) throw failure;
    try {
      return await run();
    } catch (error) {
      if (error instanceof StorageError) {
        trouble = error;
        if (errorCodeOf(error.cause) === 'EIO') failure = error;
      }
      throw error;
    }
  };
  const underWay = new Set<string>();
  // The names of many sessions' files become durable with one call.
  const needs = { disk, underWay, noting, syncFolder: sharedRun(() => disk.syncFolder()) };
  return {
    clear: async () => {
      for (const name of await disk.list()) if (name.endsWith(UNFINISHED)) await disk.remove(name);
    },
    begin: (envelope) => noting(async () => openDraft(needs, envelope)),
    ids: async () =>
      (await disk.list())
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length))
        .filter((id) => !underWay.has(id)),
    head: async (id) => {
      const [head, fileSize] = [await readHead(disk, id), await disk.size(id + SUFFIX)];
      if (head === null || fileSize === null) return null;
      const size = fileSize - head.offset;
      return isCutOff(head.envelope, size) ? null : { envelope: head.envelope, size };
    },
    read: async (id, start = 0, end = Number.MAX_SAFE_INTEGER) => {
      const head = await readHead(disk, id);
      return head === null ? null : disk.read(id + SUFFIX, head.offset + start, end - start);
    },
    remove: async (ids) => {
      for (const id of ids) await disk.remove(id + SUFFIX);
    },
    tryStoring: async () => {
      await noting(() => tryOn(disk));
      trouble = null;
    },
    trouble: () => failure ?? trouble,
    pathOf: (id) => disk.pathOf(id + SUFFIX),
  };
}

async function tryOn(disk: Disk): Promise<void> {
  await disk.remove(TRY_NAME);
  const file = await disk.create(TRY_NAME);
  try {
    await file.write([Buffer.alloc(TRY_BYTES)]);
    await file.sync();
  } finally {
    await file.close();
    await disk.remove(TRY_NAME);
  }
}

async function readHead(
  disk: Disk,
  id: string,
): Promise<{ readonly envelope: MailEnvelope; readonly offset: number } | null> {
  for (const length of [HEAD_BYTES, MAX_ENVELOPE_BYTES]) {
    const head = await disk.read(id + SUFFIX, 0, length);
    if (head === null) return null;
    if (head.includes('\n'))
      return { envelope: readEnvelope(envelopeText(head)), offset: messageOffset(head) };
    if (head.length < length) return null;
  }
  throw new StorageError('disk-error', `the stored message ${id} has no envelope`);
}
