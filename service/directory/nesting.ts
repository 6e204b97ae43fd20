/** Groups in groups: keeps `groupMembers` the whole truth of who is in each, however deep, and tells whom that changes (product 7). */
import type { Kysely } from 'kysely';
import { UNSUPPORTED_LISTS } from '../../shared/domain/group.ts';
import { createSlice } from '../loop-turns.ts';
import { chunksOf } from '../storage/rows.ts';
import type { StandingChange, Unit } from '../storage/write-path.ts';
import type { Tables } from '../storage/tables.ts';
import { membersOf } from './store.ts';

/** The group, and all that it is nested in. A circle, as directories have them, ends where it began: `union` takes each once. */
export async function groupsAbove(db: Kysely<Tables>, groupId: string): Promise<readonly string[]> {
  const rows = await db
    .withRecursive('above(id)', (cte) =>
      cte
        .selectFrom('groups')
        .select('id')
        .where('id', '=', groupId)
        .union(
          cte
            .selectFrom('nestedGroups')
            .innerJoin('above', 'above.id', 'nestedGroups.memberId')
            .select('nestedGroups.groupId as id'),
        ),
    )
    .selectFrom('above')
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** The groups nested in this one, however deep, as `below`. A list that is never expanded is not looked into. */
const withBelow = (db: Kysely<Tables>, groupId: string) =>
  db.withRecursive('below(id)', (cte) =>
    cte
      .selectFrom('nestedGroups')
      .innerJoin('groups', 'groups.id', 'nestedGroups.memberId')
      .select('groups.id')
      .where('nestedGroups.groupId', '=', groupId)
      .where('groups.kind', 'not in', UNSUPPORTED_LISTS)
      .union(
        cte
          .selectFrom('below')
          .innerJoin('nestedGroups', 'nestedGroups.groupId', 'below.id')
          .innerJoin('groups', 'groups.id', 'nestedGroups.memberId')
          .select('groups.id')
          .where('groups.kind', 'not in', UNSUPPORTED_LISTS),
      ),
  );

/** People who are named in one of them, in their thousands: others have their turns meanwhile. */
async function reachedFrom(db: Kysely<Tables>, groupId: string): Promise<ReadonlySet<string>> {
  const slice = createSlice();
  const reached = new Set<string>();
  const below = await withBelow(db, groupId).selectFrom('below').select('id').execute();
  for (const { id } of below)
    for await (const rows of membersOf(db, id)) {
      for (const { personId, direct } of rows) if (direct === 1) reached.add(personId);
      await slice.rest();
    }
  return reached;
}

/** Whether a list that is never expanded is in it: its members are not, whatever its name promises. */
export async function containsUnsupportedList(db: Kysely<Tables>, groupId: string): Promise<boolean> {
  const found = await withBelow(db, groupId)
    .selectFrom('nestedGroups')
    .innerJoin('groups', 'groups.id', 'nestedGroups.memberId')
    .select('groups.id')
    .where('groups.kind', 'in', UNSUPPORTED_LISTS)
    .where((row) =>
      row.or([
        row('nestedGroups.groupId', '=', groupId),
        row('nestedGroups.groupId', 'in', row.selectFrom('below').select('below.id')),
      ]),
    )
    .executeTakeFirst();
  return found !== undefined;
}

/** After a change of who is named, or of what is nested, in or below these groups. */
export async function settleMembers(unit: Unit, groupIds: readonly string[]): Promise<void> {
  for (const groupId of groupIds) await settle(unit, groupId);
}

async function settle(unit: Unit, groupId: string): Promise<void> {
  const slice = createSlice();
  const reached = await reachedFrom(unit.db, groupId);
  const joined = new Set(reached);
  const left: string[] = [];
  for await (const rows of membersOf(unit.db, groupId)) {
    for (const { personId, direct } of rows) {
      joined.delete(personId);
      if (direct === 0 && !reached.has(personId)) left.push(personId);
    }
    await slice.rest();
  }
  for (const some of chunksOf(left)) {
    await unit.db
      .deleteFrom('groupMembers')
      .where('groupId', '=', groupId)
      .where('personId', 'in', some)
      .execute();
    await slice.rest();
  }
  for (const some of chunksOf([...joined])) {
    const rows = some.map((personId) => ({ groupId, personId, direct: 0 as const }));
    await unit.db.insertInto('groupMembers').values(rows).execute();
    await slice.rest();
  }
  await tellStanding(unit, [
    ...left.map((userId) => ({ userId, leftGroupId: groupId })),
    ...Array.from(joined, (userId) => ({ userId, joinedGroupId: groupId })),
  ]);
}

export async function tellStanding(unit: Unit, people: readonly StandingChange[]): Promise<void> {
  if (people.length > 0) await unit.record({ kind: 'standing', people });
}
