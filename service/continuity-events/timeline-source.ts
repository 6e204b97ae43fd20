/** Reads what the timeline of a continuity event is made of. */
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { MAX_TIMELINE_ITEMS, type TimelineItem } from '../../shared/http/event-progress.ts';
import { listAudit } from '../audit/store.ts';
import type { Tables } from '../storage/tables.ts';
import { timelineOf, type Deed, type Showing } from './timeline.ts';

export async function readTimeline(
  db: Kysely<Tables>,
  event: ContinuityEvent,
  nowMs: number,
): Promise<readonly TimelineItem[]> {
  const rows = await listAudit(
    db,
    { q: '', target: event.id, action: 'continuity-event.' },
    { afterSeq: null, limit: MAX_TIMELINE_ITEMS },
  );
  // Oldest first: what happened at the same instant keeps its order.
  const deeds = rows.map(({ detail, ...row }) => ({ ...row, ...changeOf(detail) })).reverse();
  const showings = [await readShowing(db, event.id, 'start'), await readShowing(db, event.id, 'end')];
  return timelineOf(event, deeds, showings.flat(), nowMs);
}

const snapshotSchema = z.record(z.string(), z.unknown()).nullable().default(null);
const detailSchema = z.object({ before: snapshotSchema, after: snapshotSchema });

function changeOf(detail: string): Pick<Deed, 'before' | 'after'> {
  return detailSchema.parse(JSON.parse(detail));
}

async function readShowing(
  db: Kysely<Tables>,
  eventId: string,
  kind: Showing['kind'],
): Promise<readonly Showing[]> {
  const receipts = db.selectFrom('receipts').where('eventId', '=', eventId).where('kind', '=', kind);
  const at = (direction: 'asc' | 'desc') =>
    receipts.select(['shownAt as at', 'deviceId']).orderBy('shownAt', direction).limit(1).executeTakeFirst();
  const first = await at('asc');
  const last = await at('desc');
  if (first === undefined || last === undefined) return [];
  const { devices } = await receipts
    .select(sql<number>`count(distinct ${sql.ref('deviceId')})`.as('devices'))
    .executeTakeFirstOrThrow();
  return [{ kind, first, last, devices }];
}
