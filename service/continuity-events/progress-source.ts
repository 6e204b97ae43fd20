/** Reads how far a continuity event has come on each device of its group. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import type { ProgressCounts, ProgressItem, ProgressState } from '../../shared/http/event-progress.ts';
import type { LiveDevices } from '../channel/ports.ts';
import type { Placed } from '../http/list-page.ts';
import type { Position } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import { memberOf } from './affected.ts';
import { affectedByName, placeOfRow, walkAffected } from './affected-walk.ts';
import { NO_PROGRESS, progressOf, tally } from './progress.ts';

interface Wanted {
  readonly state: ProgressState | undefined;
  readonly after: Position | null;
  readonly limit: number;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly live: Pick<LiveDevices, 'link'>;
  readonly nowMs: number;
}

interface ReadProgress {
  readonly counts: ProgressCounts;
  /** How many there are of the state that was asked for. */
  readonly matching: number;
  readonly placed: readonly Placed<ProgressItem>[];
}

export async function readProgress(
  { db, live, nowMs }: Needs,
  event: ContinuityEvent,
  { state, after, limit }: Wanted,
): Promise<ReadProgress> {
  let counts = NO_PROGRESS;
  let matching = 0;
  const placed: Placed<ProgressItem>[] = [];
  for await (const rows of walkAffected((from) => rowsAfter(db, event, from).execute(), null)) {
    for (const row of rows) {
      const item = itemOf(event, row, live, nowMs);
      counts = tally(counts, item.state);
      if (state !== undefined && item.state !== state) continue;
      matching += 1;
      const at = placeOfRow(row);
      if (placed.length < limit && isAfter(at, after)) placed.push({ item, at });
    }
  }
  return { counts, matching, placed };
}

const rowsAfter = (db: Kysely<Tables>, { id, affectedGroupId }: ContinuityEvent, after: Position | null) =>
  affectedByName(db, affectedGroupId, after).select((row) => [
    'devices.reportedEvents',
    row
      .selectFrom('receipts')
      .whereRef('receipts.deviceId', '=', 'devices.id')
      .where('receipts.eventId', '=', id)
      .where('receipts.kind', '=', 'start')
      .select((receipt) => receipt.fn.min('receipts.shownAt').as('shownAt'))
      .as('shownAt'),
  ]);

type Row = Awaited<ReturnType<ReturnType<typeof rowsAfter>['execute']>>[number];

function isAfter({ key, id }: Position, after: Position | null): boolean {
  return after === null || key > after.key || (key === after.key && id > after.id);
}

const reportedSchema = z.array(z.object({ eventId: z.string(), participates: z.boolean() }));

function itemOf(event: ContinuityEvent, row: Row, live: Needs['live'], nowMs: number): ProgressItem {
  const { userId, email, displayName, deviceId, deviceName, reportedEvents, shownAt } = row;
  const reported = reportedEvents === null ? [] : reportedSchema.parse(JSON.parse(reportedEvents));
  const { state, reasons } = progressOf(
    event,
    {
      member: memberOf(row),
      reachable: deviceId !== null && live.link(deviceId).state !== 'offline',
      reported: reported.find(({ eventId }) => eventId === event.id) ?? null,
      shown: shownAt !== null,
    },
    nowMs,
  );
  return { userId, email, displayName, deviceId, deviceName, shownAt, state, reasons: [...reasons] };
}
