/** Makes one of a device's databases and is killed by its own hand after a statement that its argument names. */
import { MAIL_INDEX_SCHEMA } from '../../electron/adapters/migrations/mail-index.ts';
import { RECORDS_SCHEMA } from '../../electron/adapters/migrations/records.ts';
import { openDatabase } from '../../electron/adapters/sqlite/database.ts';
import { migrate } from '../../electron/adapters/sqlite/migrate.ts';

const [path = '', name = '', keyHex = '', killAt = '0'] = process.argv.slice(2);
const key = keyHex === '' ? null : Buffer.from(keyHex, 'hex');
const schema = name === 'records' ? RECORDS_SCHEMA : MAIL_INDEX_SCHEMA;
const database = openDatabase({
  path,
  key,
  synchronous: 'full',
  exclusive: true,
  newestSchema: schema.length,
});
let executed = 0;
const execute = (sql: string): void => {
  database.execute(sql);
  executed += 1;
  if (executed === Number(killAt)) process.kill(process.pid, 'SIGKILL');
};
migrate({ ...database, execute }, schema);
