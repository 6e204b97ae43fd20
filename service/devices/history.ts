/** Reads a device's history: what it told, what it showed, and what was done to it, as one list. */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { DeviceHistoryItem } from '../../shared/http/device-history.ts';
import type { ListSource, Placed } from '../http/list-page.ts';
import { inOrder, type Order, type Stretch } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';

/** An item before its events have their names. */
interface Found extends Omit<DeviceHistoryItem, 'detail'> {
  readonly detail: Omit<DeviceHistoryItem['detail'], 'events'>;
  readonly eventIds: readonly string[];
}

type Read = (db: Kysely<Tables>, deviceId: string, stretch: Stretch) => Promise<readonly Found[]>;

/** Newest first. Each of the three sources gives as many as a page holds; together they are more than enough. */
export function deviceHistory(db: Kysely<Tables>, deviceId: string): ListSource<DeviceHistoryItem> {
  return {
    async read(stretch) {
      const sources = [readChanges, readReceipts, readDeeds].map((read) => read(db, deviceId, stretch));
      const found = (await Promise.all(sources)).flat();
      const newest = found.sort((a, b) => (isBefore(a, b) ? 1 : -1)).slice(0, stretch.limit);
      return withNames(db, newest);
    },
    // Nobody asks: its end is reached by reading on.
    count: () => Promise.resolve(0),
  };
}

function isBefore(a: Found, b: Found): boolean {
  return a.at < b.at || (a.at === b.at && a.id < b.id);
}

/** The id says which source a row is of, so that it is one order over all of them. */
function orderOf(at: string, source: string, id: string): Order {
  return {
    by: sql.ref<string>(at),
    id: sql<string>`${sql.lit(`${source} `)} || ${sql.ref(id)}`,
    descending: true,
  };
}

const changeDetailSchema = z.object({
  eventIds: z.array(z.string()).default([]),
  from: z.string().optional(),
  to: z.string().optional(),
});

const readChanges: Read = async (db, deviceId, stretch) => {
  const all = db.selectFrom('deviceHistory').where('deviceId', '=', deviceId);
  const rows = await inOrder(all.selectAll(), orderOf('at', 'change', 'kind'), stretch).execute();
  return rows.map(({ at, kind, detail }) => {
    const { eventIds, ...rest } = changeDetailSchema.parse(JSON.parse(detail));
    return { id: `change ${kind}`, at, kind, actor: null, eventIds, detail: rest };
  });
};

const readReceipts: Read = async (db, deviceId, stretch) => {
  const all = db.selectFrom('receipts').where('deviceId', '=', deviceId);
  const rows = await inOrder(all.selectAll(), orderOf('shownAt', 'receipt', 'id'), stretch).execute();
  return rows.map(({ id, eventId, kind: notice, shownAt: at, receivedAt }) => ({
    ...{ id: `receipt ${id}`, at, kind: 'notice', actor: null, eventIds: [eventId] },
    detail: { notice, receivedAt },
  }));
};

const KIND_OF_DEED = { 'device.register': 'registered', 'device.revoke': 'revoked' } as const;
const DEEDS = ['device.register', 'device.revoke'] as const;

const readDeeds: Read = async (db, deviceId, stretch) => {
  const all = db.selectFrom('audit').where('target', '=', deviceId).where('action', 'in', DEEDS);
  const columns = all.select(['at', 'action', 'actor']);
  const rows = await inOrder(columns, orderOf('at', 'deed', 'action'), stretch).execute();
  return rows.flatMap(({ at, action, actor }) => {
    const deed = DEEDS.find((one) => one === action);
    if (deed === undefined) return [];
    return [{ id: `deed ${action}`, at, kind: KIND_OF_DEED[deed], actor, eventIds: [], detail: {} }];
  });
};

async function withNames(
  db: Kysely<Tables>,
  found: readonly Found[],
): Promise<readonly Placed<DeviceHistoryItem>[]> {
  const ids = [...new Set(found.flatMap(({ eventIds }) => eventIds))];
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('continuityEvents')
          .select(['id', 'description'])
          .where('id', 'in', ids)
          .execute();
  const names = new Map(rows.map(({ id, description }) => [id, description]));
  return found.map(({ eventIds, detail, ...item }) => {
    const events = eventIds.map((id) => ({ id, description: names.get(id) ?? null }));
    return {
      item: { ...item, detail: { ...detail, ...(events.length === 0 ? {} : { events }) } },
      at: { key: item.at, id: item.id },
    };
  });
}
