/** Records on disk: few, small, each sealed; durable when a write resolves. */
import type { Log, Records } from '../../device/ports.ts';
import type { Database } from '../sqlite/database.ts';
import { toStoreError } from '../sqlite/store-errors.ts';
import { createRecordSeal, type RecordSeal } from './record-seal.ts';

export interface SealedRecords extends Omit<Records, 'wipe'> {
  readonly close: () => void;
}

/** Over an open records file (records-file.ts), which may be held before its keys are known. */
export function createSealedRecords(database: Database, key: Uint8Array, log: Log): SealedRecords {
  const seals = createRecordSeal(key);
  const select = database.prepare(
    'SELECT cast(name AS BLOB), cast(value AS BLOB) FROM record WHERE kind = ?',
  );
  const put = database.prepare('INSERT OR REPLACE INTO record (kind, name, value) VALUES (?, ?, ?)');
  const drop = database.prepare('DELETE FROM record WHERE kind = ? AND name = ?');
  return {
    read: async (kind) => {
      const rows = refusing(() => select.all(Buffer.from(kind)));
      return new Map(rows.flatMap((row) => openRow(seals, kind, row, log)));
    },
    write: async (changes) => {
      const rows = changes.map(({ kind, id, value }) => ({
        kind: Buffer.from(kind),
        name: seals.name(kind, id),
        sealed: value === null ? null : seals.seal(kind, id, value),
      }));
      refusing(() => {
        database.transaction(() => {
          for (const { kind, name, sealed } of rows) {
            if (sealed === null) drop.run(kind, name);
            else put.run(kind, name, sealed);
          }
        });
      });
    },
    close: database.close,
  };
}

function openRow(
  seals: RecordSeal,
  kind: string,
  [name, sealed]: readonly unknown[],
  log: Log,
): readonly (readonly [string, unknown])[] {
  const record =
    name instanceof Uint8Array && sealed instanceof Uint8Array ? seals.open(kind, name, sealed) : null;
  if (record !== null) return [[record.id, record.value]];
  log.write('error', 'a record failed its seal and was left out', { kind });
  return [];
}

function refusing<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw toStoreError(cause);
  }
}
