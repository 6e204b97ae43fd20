/** Migrates a data folder and is killed by its own hand: in step `number`, before its statement `killAt`, or with 0 after all of them. */
import { openDatabase } from '../../service/storage/open-database.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import type { Migration } from '../../service/storage/migration.ts';

const [folder = '', number = '0', killAt = '0'] = process.argv.slice(2);

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Kysely asks a plugin before each statement. */
function killing(migration: Migration): Migration {
  let statements = 0;
  return {
    ...migration,
    up: async (db) => {
      await migration.up(
        db.withPlugin({
          transformQuery: ({ node }) => {
            statements += 1;
            if (statements === Number(killAt)) die();
            return node;
          },
          transformResult: async ({ result }) => result,
        }),
      );
      if (killAt === '0') die();
    },
  };
}

await openDatabase(
  folder,
  MIGRATIONS.map((migration) => (migration.number === Number(number) ? killing(migration) : migration)),
);
