/** The five-day cache on disk: sealed raw files beside an encrypted index (dependencies, first decision). */
import type { Log, MailStore, StoredRow } from '../../device/ports.ts';
import { toStoreError } from '../sqlite/store-errors.ts';
import { openIndexHolder, type IndexHolder } from './index-holder.ts';
import { openMailFiles, type MailFiles } from './mail-files.ts';
import type { Found } from './mail-index.ts';
import { createTaskQueue, type TaskQueue } from '../../../shared/lib/task-queue.ts';
import { inTimeSlices } from './time-slices.ts';

export interface SealedMailStore extends Omit<MailStore, 'wipe'> {
  /** After the writes that are under way. */
  readonly close: () => Promise<void>;
}

export interface MailPlace {
  readonly indexPath: string;
  readonly filesFolder: string;
}

interface Parts {
  readonly index: IndexHolder;
  readonly files: MailFiles;
  readonly queue: TaskQueue;
  readonly log: Log;
}

const SYNC_NOTE = 'sync';

/** Throws `NewerSchemaError`, or what SQLite says when another process holds the index. */
export function openSealedMailStore(place: MailPlace, key: Uint8Array, log: Log): SealedMailStore {
  const files = openMailFiles(place.filesFolder, key);
  const index = openIndexHolder(place.indexPath, key, log, (unsure) => {
    files.keepOnly(unsure.ids());
  });
  const queue = createTaskQueue();
  const parts = { index, files, queue, log };
  return {
    ...writesOf(parts),
    ...readsOf(parts),
    ...openingOf(parts),
    close: () =>
      queue.add(async () => {
        index.close();
      }),
  };
}

function writesOf({
  index,
  files,
  queue,
}: Parts): Pick<MailStore, 'put' | 'setFlags' | 'remove' | 'setSyncState'> {
  return {
    put: (batch) =>
      queue.add(() =>
        inTimeSlices(batch, (next) => {
          index.write((open) => {
            for (let item = next(); item !== undefined; item = next()) {
              writeFile(files, item.mail.id, item.raw);
              open.put(item.mail);
            }
          });
        }),
      ),
    setFlags: (changes) =>
      queue.add(() =>
        inTimeSlices(changes, (next) => {
          index.write((open) => {
            for (let flags = next(); flags !== undefined; flags = next()) open.setFlags(flags);
          });
        }),
      ),
    remove: (ids) => queue.add(() => removeAll(index, files, ids)),
    setSyncState: (state) =>
      queue.add(async () => {
        index.write((open) => {
          open.setNote(SYNC_NOTE, state);
        });
      }),
  };
}

/** Rows first: a crash in between leaves a file without a row, which is swept, and never a row without its file. */
async function removeAll(index: IndexHolder, files: MailFiles, ids: readonly string[]): Promise<void> {
  await inTimeSlices(ids, (next) => {
    const removed: string[] = [];
    index.write((open) => {
      for (let id = next(); id !== undefined; id = next()) {
        open.remove(id);
        removed.push(id);
      }
    });
    for (const id of removed) files.remove(id);
  });
}

function writeFile(files: MailFiles, id: string, raw: Uint8Array): void {
  try {
    files.write(id, raw);
  } catch (cause) {
    throw toStoreError(cause);
  }
}

function readsOf(
  parts: Parts,
): Pick<MailStore, 'idsBefore' | 'ids' | 'counts' | 'syncState' | 'list' | 'search' | 'row'> {
  const { index } = parts;
  return {
    idsBefore: async (receivedAt) => index.read((open) => open.idsBefore(receivedAt)),
    ids: async () => index.read((open) => open.ids()),
    counts: async () => index.read((open) => open.counts()),
    syncState: async () => index.read((open) => open.note(SYNC_NOTE)),
    list: async (query) => {
      const { found, total } = index.read((open) => open.list(query));
      return { rows: wholeRows(parts, found), total: total - found.broken.length };
    },
    search: async (text, limit) =>
      wholeRows(
        parts,
        index.read((open) => open.search(text, limit)),
      ),
    row: async (id) =>
      wholeRows(
        parts,
        index.read((open) => open.row(id)),
      )[0] ?? null,
  };
}

function openingOf(parts: Parts): Pick<MailStore, 'raw'> {
  return {
    raw: async (id) => {
      const raw = readFile(parts.files, id);
      if (raw instanceof Uint8Array) return raw;
      if (raw === 'broken' || parts.index.read((open) => open.row(id)).rows.length > 0) drop(parts, [id]);
      return null;
    },
  };
}

function readFile(files: MailFiles, id: string): Uint8Array | 'broken' | null {
  try {
    return files.read(id);
  } catch (cause) {
    throw toStoreError(cause);
  }
}

function wholeRows(parts: Parts, { rows, broken }: Found): readonly StoredRow[] {
  if (broken.length > 0) drop(parts, broken);
  return rows;
}

/** What is not as it was written is forgotten, so that the sync finds it missing and fetches it again (G39). */
function drop({ index, files, queue, log }: Parts, ids: readonly string[]): void {
  log.write('error', 'cached mail was altered on disk and is dropped, to be fetched again', {
    count: ids.length,
  });
  queue
    .add(() => removeAll(index, files, ids))
    .catch((cause: unknown) => {
      log.write('error', 'altered mail could not be dropped', { cause: String(cause) });
    });
}
