/** Reads who of a group takes part in a continuity event, and who does not for which reason, by name. */
import type { Kysely } from 'kysely';
import { participation } from '../../shared/domain/participation.ts';
import type { ParticipationItem, ParticipationQuery } from '../../shared/http/participation.ts';
import type { Placed } from '../http/list-page.ts';
import type { Stretch } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import { memberOf } from './affected.ts';
import { affectedByName, placeOfRow, walkAffected } from './affected-walk.ts';

type Wanted = Pick<ParticipationQuery, 'outlookContinuity' | 'takesPart' | 'reason'>;

/** Stops as soon as the page is full. */
export async function readParticipation(
  db: Kysely<Tables>,
  groupId: string,
  wanted: Wanted,
  { after, limit }: Stretch,
): Promise<readonly Placed<ParticipationItem>[]> {
  const placed: Placed<ParticipationItem>[] = [];
  for await (const rows of walkAffected((from) => affectedByName(db, groupId, from).execute(), after)) {
    for (const row of rows) {
      const item = itemOf(row, groupId, wanted.outlookContinuity);
      if (placed.length < limit && isWanted(item, wanted)) placed.push({ item, at: placeOfRow(row) });
    }
    if (placed.length >= limit) break;
  }
  return placed;
}

type Row = Awaited<ReturnType<ReturnType<typeof affectedByName>['execute']>>[number];

/** As in an event without end, at any time after its start. */
function itemOf(row: Row, groupId: string, outlookContinuity: boolean): ParticipationItem {
  const { userId, email, displayName, deviceId, deviceName } = row;
  const { disasterRecovery, device } = memberOf(row);
  const event = { affectedGroupId: groupId, outlookContinuity, start: BEGINNING, end: null };
  const { reasons } = participation(event, { groupIds: new Set([groupId]), disasterRecovery }, device, 0);
  return { userId, email, displayName, deviceId, deviceName, reasons: [...reasons] };
}

const BEGINNING = new Date(0).toISOString();

function isWanted({ reasons }: ParticipationItem, { takesPart, reason }: Wanted): boolean {
  if (takesPart !== undefined && takesPart !== (reasons.length === 0)) return false;
  return reason === undefined || reasons.includes(reason);
}
