/** Brings a database to the schema of this build: numbered steps, a transaction each, a newer database refused untouched (G43). */
import { sql, type Kysely } from 'kysely';
import { NO_CRASH_POINTS } from '../../shared/lib/crash-point.ts';
import type { CrashPoint } from '../crash-point.ts';
import type { Migration } from './migration.ts';
import { StorageError } from './storage-error.ts';

const HISTORY = 'schemaMigrations';

// An alias, because Kysely takes no interface here.
type History = Record<typeof HISTORY, { readonly number: number; readonly name: string }>;

/** Reads only: throws a `StorageError` with code `newer-database` when this build does not know every step the database has. */
export async function refuseNewer(db: Kysely<unknown>, migrations: readonly Migration[]): Promise<void> {
  const applied = await appliedNumbers(db);
  const known = new Set(migrations.map((migration) => migration.number));
  const foreign = [...applied].filter((number) => !known.has(number));
  if (foreign.length > 0) {
    throw new StorageError(
      'newer-database',
      `the database has migration ${foreign.join(', ')}, which this version does not know: run the version that wrote it`,
    );
  }
}

/** Applies the steps that are missing. */
export async function migrate(
  db: Kysely<unknown>,
  migrations: readonly Migration[],
  crashPoint: CrashPoint = NO_CRASH_POINTS,
): Promise<void> {
  const applied = await appliedNumbers(db);
  const missing = migrations.filter((migration) => !applied.has(migration.number));
  for (const migration of missing.sort((a, b) => a.number - b.number)) await apply(db, migration, crashPoint);
}

async function apply(db: Kysely<unknown>, migration: Migration, crashPoint: CrashPoint): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.schema
      .createTable(HISTORY)
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute();
    await migration.up(transaction);
    crashPoint(`migration-step-${migration.number}`);
    await transaction
      .withTables<History>()
      .insertInto(HISTORY)
      .values({ number: migration.number, name: migration.name })
      .execute();
  });
}

async function appliedNumbers(db: Kysely<unknown>): Promise<ReadonlySet<number>> {
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === HISTORY)) return new Set();
  const rows = await sql<{ number: number }>`select ${sql.ref('number')} from ${sql.table(HISTORY)}`.execute(
    db,
  );
  return new Set(rows.rows.map((row) => row.number));
}
