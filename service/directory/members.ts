/** Who is named in a group, and which groups are nested in it. */
import { isUnsupportedList } from '../../shared/domain/group.ts';
import { conflict, notFound } from '../refusal.ts';
import { createSlice } from '../loop-turns.ts';
import type { StandingChange, Unit } from '../storage/write-path.ts';
import { groupsAbove, settleMembers, tellStanding } from './nesting.ts';
import { existing, findGroup, local, memberIds } from './store.ts';

interface Membership {
  readonly groupId: string;
  readonly personId: string;
}

/** Throws a `Refusal`: not-found; conflict for a directory group, and for who is in it only through a nested one. */
export async function setMember(unit: Unit, actor: string, of: Membership, member: boolean): Promise<void> {
  const { groupId, personId } = of;
  local(await findGroup(unit.db, groupId));
  const person = unit.db.selectFrom('people').select('id').where('id', '=', personId);
  if ((await person.executeTakeFirst()) === undefined) throw notFound('person');
  const told = await move(unit, actor, of, member);
  if (told === null) return;
  await tellStanding(unit, told);
  await settleMembers(unit, await groupsAbove(unit.db, groupId));
}

/** Names these people in it and nobody else, and others have their turns meanwhile; returns how many came and went. Throws a `Refusal` for a directory group. */
export async function setMembers(
  unit: Unit,
  actor: string,
  groupId: string,
  wanted: readonly string[],
): Promise<number> {
  local(await findGroup(unit.db, groupId));
  const staying = new Set(wanted);
  const before = new Set(await memberIds(unit.db, groupId, true));
  const joining = wanted.filter((personId) => !before.has(personId));
  const leaving = [...before].filter((personId) => !staying.has(personId));
  const slice = createSlice();
  const told: StandingChange[] = [];
  for (const personId of [...joining, ...leaving]) {
    told.push(...((await move(unit, actor, { groupId, personId }, staying.has(personId))) ?? []));
    await slice.rest();
  }
  await tellStanding(unit, told);
  if (joining.length + leaving.length > 0) await settleMembers(unit, await groupsAbove(unit.db, groupId));
  return joining.length + leaving.length;
}

/** Whose standing that changes; null: it is so already. */
async function move(
  unit: Unit,
  actor: string,
  of: Membership,
  member: boolean,
): Promise<readonly StandingChange[] | null> {
  const told = await (member ? name(unit, of) : strike(unit, of));
  if (told === null) return null;
  const { groupId, personId } = of;
  const action = member ? 'group.add-member' : 'group.remove-member';
  await unit.audit({ service: 'directory', actor, action, target: groupId, detail: { personId } });
  return told;
}

/** null: named already. */
async function name(unit: Unit, of: Membership): Promise<readonly StandingChange[] | null> {
  const direct = await isDirect(unit, of);
  if (direct === true) return null;
  await unit.db
    .insertInto('groupMembers')
    .values({ ...of, direct: 1 })
    .onConflict((known) => known.columns(['groupId', 'personId']).doUpdateSet({ direct: 1 }))
    .execute();
  return direct === null ? [{ userId: of.personId, joinedGroupId: of.groupId }] : [];
}

/** null: not in it. Whether a nested group keeps the person in, settling tells. */
async function strike(unit: Unit, of: Membership): Promise<readonly StandingChange[] | null> {
  const direct = await isDirect(unit, of);
  if (direct === null) return null;
  if (!direct)
    throw conflict(
      'member-through-group',
      'the person is in this group through another that is nested in it',
    );
  await unit.db
    .updateTable('groupMembers')
    .set({ direct: 0 })
    .where('groupId', '=', of.groupId)
    .where('personId', '=', of.personId)
    .execute();
  return [];
}

/** null: not in the group at all. */
async function isDirect(unit: Unit, { groupId, personId }: Membership): Promise<boolean | null> {
  const row = await unit.db
    .selectFrom('groupMembers')
    .select('direct')
    .where('groupId', '=', groupId)
    .where('personId', '=', personId)
    .executeTakeFirst();
  return row === undefined ? null : row.direct === 1;
}

interface Nesting {
  readonly groupId: string;
  /** The group that is in it. */
  readonly memberId: string;
}

/** Throws a `Refusal`: not-found; conflict for a directory group, a list that is never expanded, and a circle. */
export async function setNested(unit: Unit, actor: string, of: Nesting, nested: boolean): Promise<void> {
  const { groupId, memberId } = of;
  local(await findGroup(unit.db, groupId));
  const { kind } = existing(await findGroup(unit.db, memberId));
  if (nested && isUnsupportedList(kind))
    throw conflict('nested-list', 'a distribution list is never expanded, so it can be in no other group');
  const above = await groupsAbove(unit.db, groupId);
  if (nested && above.includes(memberId))
    throw conflict('nested-circle', 'a group cannot be in itself, nor in a group that is in it');
  if (!(await (nested ? nest(unit, of) : unnest(unit, of)))) return;
  await settleMembers(unit, above);
  const action = nested ? 'group.add-group' : 'group.remove-group';
  await unit.audit({ service: 'directory', actor, action, target: groupId, detail: { memberId } });
}

async function nest(unit: Unit, of: Nesting): Promise<boolean> {
  const added = unit.db.insertInto('nestedGroups').values(of);
  const [row] = await added
    .onConflict((known) => known.doNothing())
    .returning('memberId')
    .execute();
  return row !== undefined;
}

async function unnest(unit: Unit, { groupId, memberId }: Nesting): Promise<boolean> {
  const removed = unit.db.deleteFrom('nestedGroups').where('groupId', '=', groupId);
  const [row] = await removed.where('memberId', '=', memberId).returning('memberId').execute();
  return row !== undefined;
}
