/** Answers a list: turns the cursor into a place, reads one item more than a page holds, and counts where that was asked for. */
import type { Page } from '../../shared/http/page.ts';
import { createSlice } from '../loop-turns.ts';
import { Refusal } from '../refusal.ts';
import type { Position, Stretch } from '../storage/ordered.ts';
import { toPage, type Cursors } from './cursors.ts';

export interface ListQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: string;
  readonly count: boolean;
}

/** An item with its place in the order. */
export interface Placed<Item> {
  readonly item: Item;
  readonly at: Position;
}

export interface ListSource<Item> {
  readonly read: (stretch: Stretch) => Promise<readonly Placed<Item>[]>;
  readonly count: () => Promise<number>;
}

export async function listPage<Item>(
  cursors: Cursors,
  { limit, cursor, sort, count }: ListQuery,
  source: ListSource<Item>,
): Promise<Page<Item>> {
  const after = placeOf(cursors, cursor, sort);
  const placed = await source.read({ after, limit: limit + 1 });
  const { items, next } = toPage(placed, limit, ({ at }) => cursors.encode([sort, at.key, at.id]));
  return { items: items.map(({ item }) => item), next, ...(count ? { total: await source.count() } : {}) };
}

/** A cursor goes on in its own order alone; null without one. */
export function placeOf(cursors: Cursors, cursor: string | undefined, sort: string): Position | null {
  if (cursor === undefined) return null;
  const [itsSort, key, id] = cursors.decode(cursor);
  if (key !== undefined && id !== undefined && itsSort === sort) return { key, id };
  throw new Refusal('bad-request', 'bad-cursor', 'this cursor is of another list, or of another order');
}

/** A few milliseconds of the process each, with what is written of them. */
const WALKED_AT_A_TIME = 250;

/** The whole list, some hundreds at a time; everyone else is served in between: the database answers without ever leaving the thread. */
export async function* walkList<Item>(
  read: ListSource<Item>['read'],
  from: Position | null = null,
): AsyncGenerator<readonly Placed<Item>[]> {
  const slice = createSlice();
  let after = from;
  for (;;) {
    const placed = await read({ after, limit: WALKED_AT_A_TIME });
    yield placed;
    const last = placed.at(-1);
    if (last === undefined || placed.length < WALKED_AT_A_TIME) return;
    after = last.at;
    await slice.rest();
  }
}
