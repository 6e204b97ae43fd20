/** Migrations, whole or not at all (G43). */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NewerSchemaError, openDatabase } from '../../../../electron/adapters/sqlite/database.ts';
import { migrate, schemaVersion } from '../../../../electron/adapters/sqlite/migrate.ts';
import { runChild } from '../state/child-process.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { STEPS } from './steps.ts';

const open = (path: string) =>
  openDatabase({ path, key: null, synchronous: 'full', exclusive: true, newestSchema: STEPS.length });

describe('migrate', () => {
  // Each step executes its own SQL and then its number.
  test.each([1, 2, 3, 4, 5, 6])(
    'killed after statement %i, the next start goes on from the last whole step',
    async (killAt) => {
      const path = join(temporaryFolder(), 'x.db');
      const child = runChild('test/electron/adapters/sqlite/migrating-child.ts', [path, String(killAt)]);
      expect(await child.ended).toBe('SIGKILL');
      const database = open(path);
      expect(schemaVersion(database)).toBe(Math.floor((killAt - 1) / 2));
      migrate(database, STEPS);
      expect(schemaVersion(database)).toBe(STEPS.length);
      expect(database.prepare('SELECT cast(y AS BLOB) FROM b').all()).toEqual([[Buffer.from([1])]]);
      database.close();
    },
  );

  test('every older version reaches the newest, and a second time changes nothing', () => {
    for (let version = 0; version <= STEPS.length; version += 1) {
      const database = open(join(temporaryFolder(), 'x.db'));
      migrate(database, STEPS.slice(0, version));
      migrate(database, STEPS);
      migrate(database, STEPS);
      expect(schemaVersion(database)).toBe(STEPS.length);
      database.close();
    }
  });

  test('a newer schema is refused', () => {
    const database = open(join(temporaryFolder(), 'x.db'));
    migrate(database, STEPS);
    expect(() => migrate(database, STEPS.slice(0, 2))).toThrow(NewerSchemaError);
    database.close();
  });
});
