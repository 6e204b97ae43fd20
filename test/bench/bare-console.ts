/** The queries that the console's interface cannot do without, by the bare driver: what A1 is measured against. */
import path from 'node:path';
import Database from 'libsql';
import { DATABASE_FILE } from '../../service/storage/open-database.ts';

export interface BareQueries {
  readonly page: () => void;
  readonly search: () => void;
  readonly impact: () => void;
  readonly close: () => void;
}

export function bareQueries(folder: string, groups: { readonly large: string }): BareQueries {
  const database = new Database(path.join(folder, DATABASE_FILE), { readonly: true });
  const aliases = (ids: readonly string[]) =>
    `select "ownerId", address from "mailAddresses" where "isAlias" = 1 and "ownerId" in (${ids.map(() => '?').join()})`;
  const readable = (ids: readonly string[]) =>
    `select * from "mailboxReaders" where "readerId" in (${ids.map(() => '?').join()})`;
  const people = (where: string): void => {
    const rows = database
      .prepare(`select * from people ${where} order by "nameKey", id limit 101`)
      .all() as readonly { readonly id: string }[];
    const ids = rows.map(({ id }) => id);
    database.prepare(aliases(ids)).all(...ids);
    database.prepare(readable(ids)).all(...ids);
  };
  return {
    page: () => people(''),
    search: () => people(`where "searchKey" like '%person 99999%'`),
    impact() {
      // The group by heart: every member with every device, as the rules look at them.
      database
        .prepare(
          `select p."disasterRecovery", d.id is not null, d."revokedAt" is not null, d."signedIn", d."cachedMode", count(*)
           from "groupMembers" m join people p on p.id = m."personId" left join devices d on d."personId" = p.id
           where m."groupId" = ? group by 1, 2, 3, 4, 5`,
        )
        .all(groups.large);
    },
    close: () => {
      database.close();
    },
  };
}
