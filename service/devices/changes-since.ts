/** What changed for a person since a revision, from the change log: exactly that, or null when it is no longer known. */
import type { Kysely } from 'kysely';
import type { CatchUp } from '../channel/ports.ts';
import type { Recoveries } from '../continuity-events/continuity-events.ts';
import type { Tables } from '../storage/tables.ts';
import { readEventsOf } from './read-events.ts';

interface Question {
  readonly userId: string;
  readonly since: number;
  readonly nowMs: number;
}

/** Within one transaction, so that all of it is of one revision. */
export async function changesSince(
  db: Kysely<Tables>,
  recoveries: Recoveries,
  question: Question,
): Promise<CatchUp | null> {
  const { userId, since, nowMs } = question;
  const { revision, horizon } = await db
    .selectFrom('organisation')
    .select(['revision', 'horizon'])
    .executeTakeFirstOrThrow();
  if (since > revision || since < horizon) return null;
  const own = await ownChanges(db, userId, since);
  const told = await readEventsOf(db, userId, nowMs, recoveries);
  const changedEvents = told
    .map(({ event, revision: changed }) => ({
      event,
      revision: Math.max(changed, own.joinedAt.get(event.affectedGroupId) ?? 0),
    }))
    .filter((change) => change.revision > since)
    .sort((first, second) => first.revision - second.revision);
  const here = new Set(told.map(({ event }) => event.id));
  const goneEvents = [
    ...(await goneByEvent(db, question, own, here)),
    ...(await goneByLeaving(db, own, here)),
  ].sort((first, second) => first.revision - second.revision);
  return { changedEvents, goneEvents: onlyLast(goneEvents), standingRevision: own.standingRevision };
}

interface OwnChanges {
  readonly standingRevision: number | null;
  /** Group to the revision of the person's last joining or leaving it. */
  readonly joinedAt: ReadonlyMap<string, number>;
  readonly leftAt: ReadonlyMap<string, number>;
}

async function ownChanges(db: Kysely<Tables>, userId: string, since: number): Promise<OwnChanges> {
  const rows = await db
    .selectFrom('changeLogPeople')
    .selectAll()
    .where('personId', '=', userId)
    .where('revision', '>', since)
    .orderBy('revision')
    .execute();
  const joinedAt = new Map<string, number>();
  const leftAt = new Map<string, number>();
  for (const { revision, joinedGroupId, leftGroupId } of rows) {
    if (joinedGroupId !== null) joinedAt.set(joinedGroupId, revision);
    if (leftGroupId !== null) leftAt.set(leftGroupId, revision);
  }
  return { standingRevision: rows.at(-1)?.revision ?? null, joinedAt, leftAt };
}

type Gone = CatchUp['goneEvents'][number];

/** Deleted, moved to a group of others, or moved out of the window: of groups the person is, or was since then, in. */
async function goneByEvent(
  db: Kysely<Tables>,
  { userId, since }: Question,
  own: OwnChanges,
  here: ReadonlySet<string>,
): Promise<readonly Gone[]> {
  const memberships = await db
    .selectFrom('groupMembers')
    .select('groupId')
    .where('personId', '=', userId)
    .execute();
  const groupIds = new Set([...memberships.map(({ groupId }) => groupId), ...own.leftAt.keys()]);
  if (groupIds.size === 0) return [];
  const rows = await db
    .selectFrom('changeLog')
    .select(['revision', 'eventId', 'groupId', 'formerGroupId'])
    .where('revision', '>', since)
    .where('kind', '=', 'continuity-event')
    .where((row) => row.or([row('groupId', 'in', [...groupIds]), row('formerGroupId', 'in', [...groupIds])]))
    .orderBy('revision')
    .execute();
  return rows.flatMap(({ revision, eventId, groupId, formerGroupId }) => {
    if (eventId === null || here.has(eventId)) return [];
    const isMine = groupId !== null && groupIds.has(groupId);
    const wasMine = formerGroupId !== null && groupIds.has(formerGroupId);
    if (groupId === null) return wasMine ? [{ revision, eventId, reason: 'deleted' }] : [];
    if (!isMine) return wasMine ? [{ revision, eventId, reason: 'group-changed' }] : [];
    return [
      { revision, eventId, reason: own.leftAt.has(groupId) ? 'not-in-affected-group' : 'out-of-window' },
    ];
  });
}

/** Events of the groups that the person left. */
async function goneByLeaving(
  db: Kysely<Tables>,
  { leftAt }: OwnChanges,
  here: ReadonlySet<string>,
): Promise<readonly Gone[]> {
  if (leftAt.size === 0) return [];
  const rows = await db
    .selectFrom('continuityEvents')
    .select(['id', 'affectedGroupId'])
    .where('affectedGroupId', 'in', [...leftAt.keys()])
    .execute();
  return rows
    .filter(({ id }) => !here.has(id))
    .map(({ id, affectedGroupId }) => ({
      eventId: id,
      revision: leftAt.get(affectedGroupId) ?? 0,
      reason: 'not-in-affected-group',
    }));
}

/** An event goes once, for the last of its reasons. */
function onlyLast(gone: readonly Gone[]): readonly Gone[] {
  const last = new Map(gone.map((one) => [one.eventId, one]));
  return gone.filter((one) => last.get(one.eventId) === one);
}
