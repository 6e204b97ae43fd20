/** Reads what the impact of a continuity event is judged by, in as many queries as there are kinds of things. */
import { sql, type Kysely } from 'kysely';
import type { Impact } from '../../shared/http/continuity-events.ts';
import { containsUnsupportedList } from '../directory/nesting.ts';
import type { Tables } from '../storage/tables.ts';
import type { EventFields } from './check-event.ts';
import { countMembers, readCohorts, readMembers } from './affected.ts';
import { impactCounts, impactLists } from './impact.ts';
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
    ...impactLists(event, lists ? await readMembers(db, affectedGroupId) : [], nowMs),
    warnings: [...warnings],
  };
}

async function countAlsoCovered(db: Kysely<Tables>, event: EventFields, id: string | null): Promise<number> {
  const others = await overlappingEvents(db, event, id);
  if (others.length === 0) return 0;
  const groupIds = [...new Set(others.map((other) => other.affectedGroupId))];
  const { covered } = await db
    .selectFrom('groupMembers as mine')
    .where('mine.groupId', '=', event.affectedGroupId)
    .where('mine.personId', 'in', (other) =>
      other
        .selectFrom('groupMembers as theirs')
        .select('theirs.personId')
        .where('theirs.groupId', 'in', groupIds),
    )
    .select(sql<number>`count(*)`.as('covered'))
    .executeTakeFirstOrThrow();
  return covered;
}

async function countOptedIn(db: Kysely<Tables>, groupId: string): Promise<number> {
  const { reachable } = await db
    .selectFrom('groupMembers')
    .innerJoin('people', 'people.id', 'groupMembers.personId')
    .where('groupMembers.groupId', '=', groupId)
    .where('people.smsConsent', '=', 1)
    .where('people.phone', 'is not', null)
    .select(sql<number>`count(*)`.as('reachable'))
    .executeTakeFirstOrThrow();
  return reachable;
}
