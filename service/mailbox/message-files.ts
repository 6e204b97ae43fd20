/** The store of raw messages: one write-once file each, durable before anyone is told that the message was accepted (G20). */
import { StorageError, errorCodeOf } from '../storage/storage-error.ts';
import { sharedRun } from './shared-run.ts';
import type { Disk, DiskFile } from './disk.ts';
import { envelopeText, messageOffset } from './message-bytes.ts';
import { envelopeLine, readEnvelope, type MailEnvelope } from './message-file.ts';

const SUFFIX = '.mail';
const UNFINISHED = '.part';

/** Bytes held back so that a usual message is one write. */
const WRITE_BUFFER_BYTES = 1024 * 1024;

/** Longer envelopes do not occur: a thousand recipients with their members. */
const MAX_ENVELOPE_BYTES = 4 * 1024 * 1024;
const HEAD_BYTES = 8 * 1024;

export interface MessageDraft {
  /** Takes over the chunk. */
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** The message is durable under its name when this resolves. */
  readonly commit: () => Promise<void>;
  /** Leaves nothing behind; never rejects. */
  readonly discard: () => Promise<void>;
}

export interface MessageFiles {
  /** Removes what a crash left unfinished: none of it was acknowledged. */
  readonly clear: () => Promise<void>;
  readonly begin: (envelope: MailEnvelope) => Promise<MessageDraft>;
  readonly ids: () => Promise<readonly string[]>;
  /** The envelope, and the bytes of the message without it; null when it is gone. */
  readonly head: (id: string) => Promise<{ readonly envelope: MailEnvelope; readonly size: number } | null>;
  /** Bytes `start` to `end` of the message. */
  readonly read: (id: string, start?: number, end?: number) => Promise<Buffer | null>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  readonly pathOf: (id: string) => string;
}

export function createMessageFiles(disk: Disk): MessageFiles {
  // After a failed fsync nobody knows what the disk has: no more mail until a restart (G22).
  let failure: StorageError | null = null;
  const noting = async <T>(run: () => Promise<T>): Promise<T> => {
    if (failure !== null) throw failure;
    try {
      return await run();
    } catch (error) {
      if (error instanceof StorageError && errorCodeOf(error.cause) === 'EIO') failure = error;
      throw error;
    }
  };
  // Renames of many sessions become durable with one call.
  const syncFolder = sharedRun(() => disk.syncFolder());
  return {
    clear: async () => {
      for (const name of await disk.list()) if (name.endsWith(UNFINISHED)) await disk.remove(name);
    },
    begin: (envelope) =>
      noting(async () =>
        openDraft(disk, envelope, await disk.create(envelope.id + UNFINISHED), syncFolder, noting),
      ),
    ids: async () =>
      (await disk.list())
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length)),
    head: async (id) => {
      const [head, size] = [await readHead(disk, id), await disk.size(id + SUFFIX)];
      return head === null || size === null ? null : { envelope: head.envelope, size: size - head.offset };
    },
    read: async (id, start = 0, end = Number.MAX_SAFE_INTEGER) => {
      const head = await readHead(disk, id);
      return head === null ? null : disk.read(id + SUFFIX, head.offset + start, end - start);
    },
    remove: async (ids) => {
      for (const id of ids) await disk.remove(id + SUFFIX);
    },
    pathOf: (id) => disk.pathOf(id + SUFFIX),
  };
}

function openDraft(
  disk: Disk,
  envelope: MailEnvelope,
  file: DiskFile,
  syncFolder: () => Promise<void>,
  noting: <T>(run: () => Promise<T>) => Promise<T>,
): MessageDraft {
  const unfinished = envelope.id + UNFINISHED;
  let held: Uint8Array[] = [envelopeLine(envelope)];
  let heldBytes = 0;
  const flush = async (): Promise<void> => {
    const chunks = held;
    held = [];
    heldBytes = 0;
    if (chunks.length > 0) await file.write(chunks);
  };
  return {
    write: (chunk) =>
      noting(async () => {
        held.push(chunk);
        heldBytes += chunk.length;
        if (heldBytes >= WRITE_BUFFER_BYTES) await flush();
      }),
    commit: () =>
      noting(async () => {
        await flush();
        await file.sync();
        await file.close();
        await disk.rename(unfinished, envelope.id + SUFFIX);
        await syncFolder();
      }),
    discard: async () => {
      // Closed already, or a disk that refuses: `clear` removes the rest at the next start.
      await Promise.allSettled([file.close(), disk.remove(unfinished)]);
    },
  };
}

async function readHead(
  disk: Disk,
  id: string,
): Promise<{ readonly envelope: MailEnvelope; readonly offset: number } | null> {
  for (const length of [HEAD_BYTES, MAX_ENVELOPE_BYTES]) {
    const head = await disk.read(id + SUFFIX, 0, length);
    if (head === null) return null;
    if (head.includes('\n') || head.length < length) {
      return { envelope: readEnvelope(envelopeText(head)), offset: messageOffset(head) };
    }
  }
  throw new StorageError('disk-error', `the stored message ${id} has no envelope`);
}
