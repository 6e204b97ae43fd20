/** Reads how far a continuity event has come on each device of its group, a few hundred at a time. */
import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import type { ProgressCounts, ProgressItem, ProgressState } from '../../shared/http/event-progress.ts';
import type { LiveDevices } from '../channel/ports.ts';
import type { Placed } from '../http/list-page.ts';
import type { Position } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import { affectedRows, memberOf, TRAITS } from './affected.ts';
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

/** In the order of people's ids, which do not move. */
export async function readProgress(
  { db, live, nowMs }: Needs,
  event: ContinuityEvent,
  { state, after, limit }: Wanted,
): Promise<{ readonly counts: ProgressCounts; readonly placed: readonly Placed<ProgressItem>[] }> {
  let counts = NO_PROGRESS;
  const placed: Placed<ProgressItem>[] = [];
  for await (const rows of walk(db, event)) {
    for (const row of rows) {
      const item = itemOf(event, row, live, nowMs);
      counts = tally(counts, item.state);
      const at = placeOf(row);
      if (placed.length >= limit || !isAfter(at, after)) continue;
      if (state === undefined || item.state === state) placed.push({ item, at });
    }
  }
  return { counts, placed };
}

const ROWS_AT_A_TIME = 500;

const rowsAfter = (db: Kysely<Tables>, { id, affectedGroupId }: ContinuityEvent, after: Position | null) => {
  const rows = affectedRows(db, affectedGroupId)
    .select(TRAITS)
    .select((row) => [
      'people.id as userId',
      'people.email',
      'people.displayName',
      'devices.id as deviceId',
      'devices.name as deviceName',
      'devices.reportedEvents',
      row
        .selectFrom('receipts')
        .whereRef('receipts.deviceId', '=', 'devices.id')
        .where('receipts.eventId', '=', id)
        .where('receipts.kind', '=', 'start')
        .select((receipt) => receipt.fn.min('receipts.shownAt').as('shownAt'))
        .as('shownAt'),
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

type Row = Awaited<ReturnType<ReturnType<typeof rowsAfter>['execute']>>[number];

/** Everyone else is served between two steps: the database answers without ever leaving the thread. */
async function* walk(db: Kysely<Tables>, event: ContinuityEvent): AsyncGenerator<readonly Row[]> {
  let after: Position | null = null;
  for (;;) {
    const rows: readonly Row[] = await rowsAfter(db, event, after).execute();
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_A_TIME) return;
    after = placeOf(last);
    await setImmediate();
  }
}

function placeOf({ userId, deviceId }: Row): Position {
  return { key: userId, id: deviceId ?? '' };
}

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
      online: deviceId !== null && live.link(deviceId).state === 'online',
      reported: reported.find(({ eventId }) => eventId === event.id) ?? null,
      shown: shownAt !== null,
    },
    nowMs,
  );
  return { userId, email, displayName, deviceId, deviceName, shownAt, state, reasons: [...reasons] };
}
