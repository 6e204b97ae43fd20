/** The query behind a first page, alone: no HTTP, no JMAP, prepared once, on the service's own database. */
import path from 'node:path';
import Database from 'libsql';
import { DATABASE_FILE } from '../../service/storage/open-database.ts';

export interface BareQueries {
  readonly firstPage: (limit: number) => number;
  readonly close: () => void;
}

export function openBareQueries(folder: string, accountId: string): BareQueries {
  const database = new Database(path.join(folder, DATABASE_FILE), { readonly: true });
  const page = database.prepare(
    `select e.id, e.seen, m.content from emails e join messages m on m.id = e."messageId"
     where e."accountId" = ? order by e."receivedAtMs" desc limit ?`,
  );
  return {
    firstPage: (limit) => page.all(accountId, limit).length,
    close: () => database.close(),
  };
}
