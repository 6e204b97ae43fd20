/** Reads what the impact of a continuity event is judged by, in as many queries as there are kinds of things. */
import { sql, type Kysely } from 'kysely';
import type { Impact } from '../../shared/http/continuity-events.ts';
import { containsUnsupportedList } from '../directory/nesting.ts';
import type { Tables } from '../storage/tables.ts';
import type { EventFields } from './check-event.ts';
import { countMembers, readCohorts, readMembers } from './affected.ts';
import { impactCounts, impactLists } from './impact.ts';
import { memberRanges, withinRange, type MemberRange } from './member-ranges.ts';
import { overlappingEvents } from './store.ts';
import { warningsFor } from './warnings.ts';

/** `id` null: not saved yet. The affected group must exist. Without `lists` both are empty, and their people are not read. */
export async function readImpact(
  db: Kysely<Tables>,
  event: EventFields,
  { id, lists, nowMs }: { readonly id: string | null; readonly lists: boolean; readonly nowMs: number },
): Promise<Impact> {
  const { affectedGroupId } = event;
  const group = await db
    .selectFrom('groups')
    .select(['kind', 'lastSyncAt'])
    .where('id', '=', affectedGroupId)
    .executeTakeFirstOrThrow();
  const cohorts = await readCohorts(db, affectedGroupId);
  const people = await countMembers(db, affectedGroupId);
  const warnings = warningsFor(event, {
    group,
    hasUnsupportedList: await containsUnsupportedList(db, affectedGroupId),
    cohorts,
    alsoCovered: await countAlsoCovered(db, event, id),
    smsReachable: event.smsGroupId === null ? null : await countOptedIn(db, event.smsGroupId),
    nowMs,
  });
  return {
    counts: impactCounts(event, cohorts, people, nowMs),
    ...(lists ? await readLists(db, event, nowMs) : { participants: [], nonParticipants: [] }),
    warnings: [...warnings],
  };
}

type Lists = Pick<Impact, 'participants' | 'nonParticipants'>;

async function readLists(db: Kysely<Tables>, event: EventFields, nowMs: number): Promise<Lists> {
  const lists: Lists = { participants: [], nonParticipants: [] };
  for await (const members of readMembers(db, event.affectedGroupId)) {
    const { participants, nonParticipants } = impactLists(event, members, nowMs);
    lists.participants.push(...participants);
    lists.nonParticipants.push(...nonParticipants);
  }
  return lists;
}

async function countAlsoCovered(db: Kysely<Tables>, event: EventFields, id: string | null): Promise<number> {
  const others = await overlappingEvents(db, event, id);
  if (others.length === 0) return 0;
  const groupIds = [...new Set(others.map((other) => other.affectedGroupId))];
  return countIn(db, event.affectedGroupId, (mine) =>
    mine.where((row) =>
      row.exists(
        row
          .selectFrom('groupMembers as theirs')
          .select('theirs.personId')
          .whereRef('theirs.personId', '=', 'groupMembers.personId')
          .where('theirs.groupId', 'in', groupIds),
      ),
    ),
  );
}

async function countOptedIn(db: Kysely<Tables>, groupId: string): Promise<number> {
  return countIn(db, groupId, (members) =>
    members.where('people.smsConsent', '=', 1).where('people.phone', 'is not', null),
  );
}

/** Range by range. */
async function countIn(
  db: Kysely<Tables>,
  groupId: string,
  narrow: (members: ReturnType<typeof peopleIn>) => ReturnType<typeof peopleIn>,
): Promise<number> {
  let counted = 0;
  for await (const range of memberRanges(db, groupId)) {
    const { size } = await narrow(peopleIn(db, range))
      .select(sql<number>`count(*)`.as('size'))
      .executeTakeFirstOrThrow();
    counted += size;
  }
  return counted;
}

const peopleIn = (db: Kysely<Tables>, range: MemberRange) =>
  db
    .selectFrom('groupMembers')
    .innerJoin('people', 'people.id', 'groupMembers.personId')
    .where(withinRange(range));
