/** Migrates a data folder and is killed by its own hand in the midst of the step that its argument names. */
import { openDatabase } from '../../service/storage/open-database.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import type { Migration } from '../../service/storage/migration.ts';

const [folder = '', number = '0'] = process.argv.slice(2);
/** The first statement of the step is done then. */
const KILL_BEFORE = 2;

/** Kysely asks a plugin before each statement. */
function killing(migration: Migration): Migration {
  let statements = 0;
  return {
    ...migration,
    async up(db) {
      await migration.up(
        db.withPlugin({
          transformQuery: ({ node }) => {
            statements += 1;
            if (statements === KILL_BEFORE) process.kill(process.pid, 'SIGKILL');
            return node;
          },
          transformResult: async ({ result }) => result,
        }),
      );
      // A step of one statement: before it is noted as done.
      process.kill(process.pid, 'SIGKILL');
    },
  };
}

await openDatabase(
  folder,
  MIGRATIONS.map((migration) => (migration.number === Number(number) ? killing(migration) : migration)),
);
