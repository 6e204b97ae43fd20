/** Groups in groups: keeps `groupMembers` the whole truth of who is in each, however deep, and tells whom that changes (product 7). */
import type { Kysely } from 'kysely';
import { UNSUPPORTED_LISTS } from '../../shared/domain/group.ts';
import type { StandingChange, Unit } from '../storage/write-path.ts';
import type { Tables } from '../storage/tables.ts';

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

/** People who are named in one of them. */
const reachedFrom = (db: Kysely<Tables>, groupId: string) =>
  withBelow(db, groupId)
    .selectFrom('below')
    .innerJoin('groupMembers', 'groupMembers.groupId', 'below.id')
    .select('groupMembers.personId')
    .distinct()
    .where('groupMembers.direct', '=', 1);

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
  const reached = new Set((await reachedFrom(unit.db, groupId).execute()).map(({ personId }) => personId));
  const rows = await unit.db
    .selectFrom('groupMembers')
    .select(['personId', 'direct'])
    .where('groupId', '=', groupId)
    .where((row) => (reached.size === 0 ? row('direct', '=', 0) : row.lit(true)))
    .execute();
  const known = new Set(rows.map(({ personId }) => personId));
  const left = rows.filter(({ personId, direct }) => direct === 0 && !reached.has(personId));
  const joined = [...reached].filter((personId) => !known.has(personId));
  for (const { personId } of left)
    await unit.db
      .deleteFrom('groupMembers')
      .where('groupId', '=', groupId)
      .where('personId', '=', personId)
      .execute();
  for (const personId of joined)
    await unit.db.insertInto('groupMembers').values({ groupId, personId, direct: 0 }).execute();
  await tellStanding(unit, [
    ...left.map(({ personId: userId }) => ({ userId, leftGroupId: groupId })),
    ...joined.map((userId) => ({ userId, joinedGroupId: groupId })),
  ]);
}

export async function tellStanding(unit: Unit, people: readonly StandingChange[]): Promise<void> {
  if (people.length > 0) await unit.record({ kind: 'standing', people });
}
