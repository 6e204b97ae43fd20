/** Opens the records file; a damaged one is set aside and whatever still opens is carried over. */
import type { CrashPoint, Log } from '../../device/ports.ts';
import type { CrashPoints } from '../../../shared/lib/crash-point.ts';
import { RECORDS_SCHEMA } from '../migrations/records.ts';
import { openDatabase, type Database, type Row } from '../sqlite/database.ts';
import { setAside } from '../sqlite/files.ts';
import { isSound, migrate } from '../sqlite/migrate.ts';
import { isNotOurs } from '../sqlite/store-errors.ts';

const OPTIONS = {
  key: null,
  synchronous: 'full',
  exclusive: true,
  newestSchema: RECORDS_SCHEMA.length,
} as const;
const COLUMNS = 'SELECT cast(kind AS BLOB), cast(name AS BLOB), cast(value AS BLOB) FROM record';

/**
 * Not encrypted as a file: each record is sealed by itself, so that one flipped bit costs one record, not a page of
 * them. Synchronous FULL, because what is acknowledged to the service must outlive a power loss (guarantees, recipes).
 */
export function openRecordsFile(path: string, log: Log, crashPoint?: CrashPoints<CrashPoint>): Database {
  const database = openOrNull(path);
  if (database !== null && isSoundAndOurs(database, crashPoint)) return database;
  const rows = database === null ? [] : salvage(database);
  database?.close();
  const aside = setAside(path, Date.now());
  log.write('error', 'the records file was damaged and has been set aside', {
    aside,
    carriedOver: rows.length,
  });
  return refill(path, rows);
}

/** null when it is no database at all. Anything but damage (another process, a full disk) is the caller's to deal with. */
function openOrNull(path: string): Database | null {
  try {
    return openDatabase({ path, ...OPTIONS });
  } catch (cause) {
    if (isNotOurs(cause)) return null;
    throw cause;
  }
}

function isSoundAndOurs(database: Database, crashPoint?: CrashPoints<CrashPoint>): boolean {
  try {
    migrate(database, RECORDS_SCHEMA, crashPoint);
    database.prepare(COLUMNS);
    return isSound(database);
  } catch (cause) {
    if (isNotOurs(cause)) return false;
    database.close();
    throw cause;
  }
}

/** Every row that can be reached from either end; whether it is whole, its seal tells when it is read. */
function salvage(database: Database): readonly Row[] {
  const found = new Map<string, Row>();
  const walk = (compare: '>' | '<', order: 'ASC' | 'DESC'): void => {
    const next = database.prepare(
      `${COLUMNS} WHERE (kind, name) ${compare} (?, ?) ORDER BY kind ${order}, name ${order} LIMIT 1`,
    );
    let row = database.prepare(`${COLUMNS} ORDER BY kind ${order}, name ${order} LIMIT 1`).first();
    while (row !== null) {
      const place = `${hex(row[0])}|${hex(row[1])}`;
      // A damaged tree can lead in circles.
      if (found.has(place)) return;
      found.set(place, row);
      row = next.first(bytes(row[0]), bytes(row[1]));
    }
  };
  tolerateDamage(() => {
    walk('>', 'ASC');
  });
  tolerateDamage(() => {
    walk('<', 'DESC');
  });
  return [...found.values()];
}

function tolerateDamage(work: () => void): void {
  try {
    work();
  } catch (cause) {
    // Damage ends the walk; so does a table that is not there.
    if (!isNotOurs(cause)) throw cause;
  }
}

function refill(path: string, rows: readonly Row[]): Database {
  const database = openDatabase({ path, ...OPTIONS });
  migrate(database, RECORDS_SCHEMA);
  const insert = database.prepare('INSERT OR IGNORE INTO record (kind, name, value) VALUES (?, ?, ?)');
  database.transaction(() => {
    for (const [kind, name, value] of rows) insert.run(bytes(kind), bytes(name), bytes(value));
  });
  return database;
}

function bytes(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array();
}

function hex(value: unknown): string {
  return Buffer.from(bytes(value)).toString('hex');
}
