/** The continuity events of a person as their devices are told of them. */
import type { Kysely } from 'kysely';
import { deviceEventOf, type DeviceEvent } from '../../shared/domain/device-event.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import { windowStartMs } from '../../shared/domain/mail-window.ts';
import type { Recoveries } from '../continuity-events/continuity-events.ts';
import { eventOf } from '../continuity-events/store.ts';
import type { Tables } from '../storage/tables.ts';

export interface ToldEvent {
  readonly event: DeviceEvent;
  /** At which it last changed. */
  readonly revision: number;
}

/** Events Pending, Current, and Expired in the last five days, of the person's groups; earliest start first. */
export async function readEventsOf(
  db: Kysely<Tables>,
  userId: string,
  nowMs: number,
  recoveries: Recoveries,
): Promise<readonly ToldEvent[]> {
  const rows = await db
    .selectFrom('continuityEvents')
    .innerJoin('groupMembers', 'groupMembers.groupId', 'continuityEvents.affectedGroupId')
    .where('groupMembers.personId', '=', userId)
    .where((row) =>
      row.or([
        row('continuityEvents.end', 'is', null),
        row('continuityEvents.end', '>=', fromMs(windowStartMs(nowMs))),
      ]),
    )
    .selectAll('continuityEvents')
    .orderBy('continuityEvents.start')
    .orderBy('continuityEvents.id')
    .execute();
  return rows.map((row) => ({
    event: deviceEventOf(eventOf(row), recoveries.of(row.id)),
    revision: row.revision,
  }));
}
