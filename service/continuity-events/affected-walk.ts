/** Walks through the affected people and their devices by name, a few hundred at a time, in the order of ids, which do not move. */
import { sql, type Kysely } from 'kysely';
import { createSlice } from '../loop-turns.ts';
import type { Position } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import { affectedRows, TRAITS } from './affected.ts';

const ROWS_AT_A_TIME = 500;

export const affectedByName = (db: Kysely<Tables>, groupId: string, after: Position | null) => {
  const rows = affectedRows(db, groupId)
    .select(TRAITS)
    .select([
      'people.id as userId',
      'people.email',
      'people.displayName',
      'devices.id as deviceId',
      'devices.name as deviceName',
    ])
    .orderBy('groupMembers.personId')
    .orderBy('devices.id')
    .limit(ROWS_AT_A_TIME);
  if (after === null) return rows;
  const member = sql.ref('groupMembers.personId');
  // The first condition is what an index is walked by.
  return rows
    .where('groupMembers.personId', '>=', after.key)
    .where(sql<boolean>`(${member}, coalesce(devices.id, '')) > (${after.key}, ${after.id})`);
};

interface PlacedRow {
  readonly userId: string;
  readonly deviceId: string | null;
}

/** Everyone else is served between two steps: the database answers without ever leaving the thread. */
export async function* walkAffected<Row extends PlacedRow>(
  read: (after: Position | null) => Promise<readonly Row[]>,
  from: Position | null,
): AsyncGenerator<readonly Row[]> {
  const slice = createSlice();
  let after = from;
  for (;;) {
    const rows = await read(after);
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_A_TIME) return;
    after = placeOfRow(last);
    await slice.rest();
  }
}

export function placeOfRow({ userId, deviceId }: PlacedRow): Position {
  return { key: userId, id: deviceId ?? '' };
}
