/** Brings a database to the newest schema, a numbered step at a time, each all or nothing (G43). */
import type { CrashPoint } from '../../device/ports.ts';
import { NO_CRASH_POINTS, type CrashPoints } from '../../../shared/lib/crash-point.ts';
import { NewerSchemaError, type Database } from './database.ts';

/** SQL that leads from version `n` to `n + 1`, by its place in the list; never changed once released. */
export type Migrations = readonly string[];

export function migrate(
  database: Database,
  migrations: Migrations,
  crashPoint: CrashPoints<CrashPoint> = NO_CRASH_POINTS,
): void {
  const found = schemaVersion(database);
  if (found > migrations.length) throw new NewerSchemaError(found, migrations.length);
  for (const [index, sql] of migrations.entries()) {
    if (index < found) continue;
    database.transaction(() => {
      database.execute(sql);
      crashPoint(`migration-step-${index + 1}`);
      // In the same transaction: a crash leaves the old version with the old schema.
      database.execute(`PRAGMA user_version = ${index + 1}`);
    });
  }
}

export function schemaVersion(database: Database): number {
  return Number(database.prepare('SELECT user_version FROM pragma_user_version').first()?.[0] ?? 0);
}

/** SQLite's own check of the file's structure. */
export function isSound(database: Database): boolean {
  const answer = database.prepare('SELECT cast(quick_check AS BLOB) FROM pragma_quick_check(1)').first()?.[0];
  return answer instanceof Uint8Array && Buffer.from(answer).toString('utf8') === 'ok';
}
