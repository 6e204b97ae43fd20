/** Continuity events in the database: rows to domain and back. */
import type { Kysely } from 'kysely';
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import { foldedKey } from '../search-key.ts';
import { toFlag } from '../storage/column-types.ts';
import type { Tables } from '../storage/tables.ts';
import type { ContinuityEventTables } from './tables.ts';

type Row = ContinuityEventTables['continuityEvents'];

export function eventOf(row: Row): ContinuityEvent {
  const { revision, createdAt, toldStatus, titleKey, searchKey, ...fields } = row;
  return {
    ...fields,
    outlookContinuity: row.outlookContinuity === 1,
    expandDistributionLists: row.expandDistributionLists === 1,
    pauseInboundDelivery: row.pauseInboundDelivery === 1,
  };
}

function columnsOf(event: ContinuityEvent): Omit<Row, 'revision' | 'createdAt' | 'toldStatus'> {
  return {
    ...event,
    outlookContinuity: toFlag(event.outlookContinuity),
    expandDistributionLists: toFlag(event.expandDistributionLists),
    pauseInboundDelivery: toFlag(event.pauseInboundDelivery),
    titleKey: foldedKey(event.description),
    searchKey: foldedKey(event.description, event.notes),
  };
}

export async function findEvent(db: Kysely<Tables>, id: string): Promise<ContinuityEvent | null> {
  const row = await db.selectFrom('continuityEvents').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : eventOf(row);
}

export async function insertEvent(
  db: Kysely<Tables>,
  event: ContinuityEvent,
  revision: number,
  nowMs: number,
): Promise<void> {
  await db
    .insertInto('continuityEvents')
    .values({ ...columnsOf(event), revision, createdAt: fromMs(nowMs), toldStatus: 'pending' })
    .execute();
}

export async function updateEvent(
  db: Kysely<Tables>,
  event: ContinuityEvent,
  revision: number,
): Promise<void> {
  await db
    .updateTable('continuityEvents')
    .set({ ...columnsOf(event), revision })
    .where('id', '=', event.id)
    .execute();
}

export async function deleteEvent(db: Kysely<Tables>, id: string): Promise<void> {
  await db.deleteFrom('continuityEvents').where('id', '=', id).execute();
}

/** Those that run at any instant of the span; `end` null: without end. */
export async function overlappingEvents(
  db: Kysely<Tables>,
  span: { readonly start: string; readonly end: string | null },
  exceptId: string | null,
): Promise<readonly ContinuityEvent[]> {
  let query = db
    .selectFrom('continuityEvents')
    .selectAll()
    .where((row) => row.or([row('end', 'is', null), row('end', '>', span.start)]));
  if (span.end !== null) query = query.where('start', '<', span.end);
  if (exceptId !== null) query = query.where('id', '!=', exceptId);
  return (await query.execute()).map((row) => eventOf(row));
}

export async function listCurrentEvents(
  db: Kysely<Tables>,
  nowMs: number,
): Promise<readonly ContinuityEvent[]> {
  const now = fromMs(nowMs);
  const rows = await db
    .selectFrom('continuityEvents')
    .selectAll()
    .where('start', '<=', now)
    .where((row) => row.or([row('end', 'is', null), row('end', '>', now)]))
    .execute();
  return rows.map((row) => eventOf(row));
}
