/** Migrates a database and is killed by its own hand in a step that its argument names. */
import { openDatabase } from '../../../../electron/adapters/sqlite/database.ts';
import { migrate } from '../../../../electron/adapters/sqlite/migrate.ts';
import { STEPS } from './steps.ts';

const [path = '', killAt = '0'] = process.argv.slice(2);
const database = openDatabase({
  path,
  key: null,
  synchronous: 'full',
  exclusive: true,
  newestSchema: STEPS.length,
});
let executed = 0;
migrate(
  {
    ...database,
    execute: (sql) => {
      database.execute(sql);
      executed += 1;
      if (executed === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    },
  },
  STEPS,
);
database.close();
