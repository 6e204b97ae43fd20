/** A message on its way to its file: durable, name and all, when its commit resolves (G20). */
import type { Disk, DiskFile } from './disk.ts';
import { envelopeLine, type MailEnvelope } from './message-file.ts';

export const SUFFIX = '.mail';
export const UNFINISHED = '.part';

/** A usual message is held until it is whole: it is one write then, and its envelope can say how long it is. */
const MOST_HELD_BYTES = 1024 * 1024;

export interface MessageDraft {
  /** Takes over the chunk. */
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** The message is durable under its name when this resolves. */
  readonly commit: () => Promise<void>;
  /** Leaves nothing behind; never rejects. */
  readonly discard: () => Promise<void>;
}

export interface DraftNeeds {
  readonly disk: Disk;
  /** Ids whose files have their names and are not durable yet. */
  readonly underWay: Set<string>;
  readonly syncFolder: () => Promise<void>;
  /** Around every step: remembers a disk that is broken. */
  readonly noting: <T>(run: () => Promise<T>) => Promise<T>;
}

export function openDraft(needs: DraftNeeds, envelope: MailEnvelope): MessageDraft {
  const { disk, noting, underWay } = needs;
  const { id } = envelope;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let file: DiskFile | null = null;
  const flush = async (): Promise<void> => {
    const chunks = file === null ? [envelopeLine(envelope), ...held] : held;
    [held, heldBytes] = [[], 0];
    file ??= await disk.create(id + UNFINISHED);
    await file.write(chunks);
  };
  const commitLarge = async (large: DiskFile): Promise<void> => {
    await flush();
    await large.sync();
    await large.close();
    await disk.rename(id + UNFINISHED, id + SUFFIX);
    await needs.syncFolder();
  };
  const commitWhole = async (): Promise<void> => {
    underWay.add(id);
    file = await disk.create(id + SUFFIX);
    await file.write([envelopeLine({ ...envelope, bytes: heldBytes }), ...held]);
    // Together, so that one commit of the file system does for both; and both to their end, as the file is closed after that.
    await bothOf(file.sync(), needs.syncFolder());
    await file.close();
    underWay.delete(id);
  };
  return {
    write: (chunk) =>
      noting(async () => {
        held.push(chunk);
        heldBytes += chunk.length;
        if (heldBytes >= MOST_HELD_BYTES) await flush();
      }),
    commit: () => noting(() => (file === null ? commitWhole() : commitLarge(file))),
    discard: async () => {
      // A disk that refuses keeps it: the next start removes what is not whole, and takes a whole message for accepted.
      await Promise.allSettled([file?.close(), disk.remove(id + UNFINISHED), disk.remove(id + SUFFIX)]);
      underWay.delete(id);
    },
  };
}

async function bothOf(...steps: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(steps);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
