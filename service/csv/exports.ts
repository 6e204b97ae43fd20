/** People, groups and devices as lines of CSV, as an import reads them again. */
import type { Kysely } from 'kysely';
import type { DeviceListQuery, DeviceView } from '../../shared/http/devices.ts';
import type { GroupListQuery } from '../../shared/http/groups.ts';
import { DEVICE_COLUMNS, GROUP_COLUMNS, PEOPLE_COLUMNS } from '../../shared/http/import.ts';
import type { PersonListQuery } from '../../shared/http/people.ts';
import type { DeviceStore } from '../devices/store.ts';
import { groupList, memberList } from '../directory/list-groups.ts';
import { parentsOf } from '../directory/store.ts';
import { walkList } from '../http/list-page.ts';
import { peopleList } from '../people/list-people.ts';
import type { Tables } from '../storage/tables.ts';
import { csvLine } from './csv-line.ts';

type Unpaged<Query> = Omit<Query, 'limit' | 'cursor' | 'count'>;

/** A byte-order mark: without it Excel takes UTF-8 for something else. */
const BOM = '\ufeff';

export async function* peopleLines(
  db: Kysely<Tables>,
  query: Unpaged<PersonListQuery>,
): AsyncGenerator<string> {
  yield `${BOM}${csvLine(PEOPLE_COLUMNS)}`;
  for await (const page of walkList(peopleList(db, query).read)) {
    const emails = await emailsOf(db, [...new Set(page.flatMap(({ item }) => item.mayRead))]);
    for (const { item } of page) {
      yield csvLine([
        item.email,
        item.displayName,
        item.aliases.join(';'),
        item.phone ?? '',
        String(item.smsConsent),
        String(item.permissions.disasterRecovery),
        item.mayRead.flatMap((id) => emails.get(id) ?? []).join(';'),
      ]);
    }
  }
}

async function emailsOf(db: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('people').select(['id', 'email']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, email }) => [id, email]));
}

export async function* groupLines(
  db: Kysely<Tables>,
  query: Unpaged<GroupListQuery>,
): AsyncGenerator<string> {
  yield `${BOM}${csvLine(GROUP_COLUMNS)}`;
  for await (const page of walkList(groupList(db, query).read)) {
    for (const { item } of page) {
      const members = await namedEmails(db, item.id);
      const memberOf = (await parentsOf(db, item.id)).map((parent) => parent.name);
      const { name, kind, mail = '', source, lastSyncAt = '' } = item;
      yield csvLine([name, kind, mail, source, lastSyncAt, members.join(';'), memberOf.join(';')]);
    }
  }
}

/** Of those who are named in it, by name; not of those who are in it only through another group. */
async function namedEmails(db: Kysely<Tables>, groupId: string): Promise<readonly string[]> {
  const emails: string[] = [];
  for await (const page of walkList(memberList(db, groupId, { q: '' }).read))
    for (const { item } of page) if (item.direct) emails.push(item.email);
  return emails;
}

export async function* deviceLines(
  devices: Pick<DeviceStore, 'list'>,
  query: Unpaged<DeviceListQuery>,
): AsyncGenerator<string> {
  yield `${BOM}${csvLine(DEVICE_COLUMNS)}`;
  for await (const page of walkList(devices.list(query).read)) {
    for (const { item } of page) yield csvLine(DEVICE_COLUMNS.map((column) => cellOf(item, column)));
  }
}

function cellOf(device: DeviceView, column: (typeof DEVICE_COLUMNS)[number]): string {
  switch (column) {
    case 'cacheMessages':
      return String(device.cache?.messages ?? '');
    case 'cacheBytes':
      return String(device.cache?.bytes ?? '');
    case 'cacheComplete':
      return String(device.cache?.complete ?? '');
    case 'reasons':
      return device.reasons.join(';');
    default:
      return String(device[column] ?? '');
  }
}
