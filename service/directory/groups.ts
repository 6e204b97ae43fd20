/** What administrators do with groups: local ones are theirs, directory groups change by synchronisation only (product 5). */
import { isUnsupportedList, type GroupKind } from '../../shared/domain/group.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import {
  GROUP_NAME_CHARACTERS,
  type GroupInput,
  type GroupPatch,
  type GroupView,
} from '../../shared/http/groups.ts';
import { createSlice } from '../loop-turns.ts';
import { patched } from '../patch.ts';
import { checkAddress, checkFree, saveAddresses, type OwnedAddress } from '../people/addresses.ts';
import { conflict, invalid } from '../refusal.ts';
import type { Chance } from '../storage/chance.ts';
import { chunksOf } from '../storage/rows.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { foldedKey } from '../search-key.ts';
import { checkRequiredText, cleanLine } from '../text.ts';
import { setMember, setNested } from './members.ts';
import { groupsAbove, settleMembers, tellStanding } from './nesting.ts';
import { existing, findGroup, local, memberIds } from './store.ts';

/** How a group comes about: an administrator makes a local one, a synchronisation brings one of the directory. */
export type GroupOrigin =
  { readonly source: 'local' } | { readonly source: 'directory'; readonly lastSyncAt: string };

export interface Groups {
  readonly create: (
    actor: string,
    input: GroupInput,
    origin?: GroupOrigin,
    memberIds?: readonly string[],
  ) => Promise<GroupView>;
  readonly edit: (actor: string, id: string, patch: GroupPatch) => Promise<GroupView>;
  readonly remove: (actor: string, id: string) => Promise<void>;
  /** Again for a member already in, or out, changes nothing. */
  readonly setMember: (actor: string, id: string, personId: string, member: boolean) => Promise<void>;
  /** Whoever is in the nested group is in this one. Again changes nothing. */
  readonly setNested: (actor: string, id: string, memberId: string, nested: boolean) => Promise<void>;
}

interface Needs {
  readonly writePath: WritePath;
  readonly chance: Chance;
}

export function createGroups({ writePath, chance }: Needs): Groups {
  return {
    create: (actor, input, origin = { source: 'local' }, members = []) =>
      writePath.transact((unit) => createGroup(unit, actor, chance.id(), input, origin, members)),
    edit: (actor, id, patch) => writePath.transact((unit) => editGroup(unit, actor, id, patch)),
    remove: (actor, id) => writePath.transact((unit) => remove(unit, actor, id)),
    setMember: (actor, id, personId, member) =>
      writePath.transact((unit) => setMember(unit, actor, { groupId: id, personId }, member)),
    setNested: (actor, id, memberId, nested) =>
      writePath.transact((unit) => setNested(unit, actor, { groupId: id, memberId }, nested)),
  };
}

interface Fields {
  readonly name: string;
  readonly kind: GroupKind;
  readonly mail: string | null;
  readonly nameKey: string;
  readonly searchKey: string;
}

async function checkedFields(unit: Unit, id: string, input: GroupInput): Promise<Fields> {
  const name = cleanLine(input.name);
  const mail = input.mail === undefined || input.mail === null ? null : cleanLine(input.mail);
  const problems = [
    ...checkRequiredText('/name', name, GROUP_NAME_CHARACTERS),
    ...(mail === null ? [] : checkAddress('/mail', mail)),
    ...(await checkFree(unit.db, { kind: 'group', id }, addressesOf(mail))),
  ];
  if (problems.length > 0) throw invalid(problems);
  return { name, mail, kind: input.kind, nameKey: foldedKey(name), searchKey: foldedKey(name, mail ?? '') };
}

function addressesOf(mail: string | null): readonly OwnedAddress[] {
  return mail === null ? [] : [{ pointer: '/mail', address: mail, isAlias: false }];
}

export async function createGroup(
  unit: Unit,
  actor: string,
  id: string,
  input: GroupInput,
  origin: GroupOrigin,
  members: readonly string[],
): Promise<GroupView> {
  const fields = await checkedFields(unit, id, input);
  const lastSyncAt = origin.source === 'directory' ? origin.lastSyncAt : null;
  await unit.db
    .insertInto('groups')
    .values({ id, ...fields, source: origin.source, lastSyncAt, createdAt: fromMs(unit.nowMs) })
    .execute();
  await saveAddresses(unit.db, { kind: 'group', id }, addressesOf(fields.mail));
  const slice = createSlice();
  for (const some of chunksOf(members)) {
    await unit.db
      .insertInto('groupMembers')
      .values(some.map((personId) => ({ groupId: id, personId })))
      .execute();
    await slice.rest();
  }
  await tellStanding(
    unit,
    members.map((userId) => ({ userId, joinedGroupId: id })),
  );
  const after = existing(await findGroup(unit.db, id));
  await unit.audit({
    service: 'directory',
    actor,
    action: 'group.create',
    target: id,
    detail: { after, members },
  });
  return after;
}

export async function editGroup(
  unit: Unit,
  actor: string,
  id: string,
  patch: GroupPatch,
): Promise<GroupView> {
  const before = local(await findGroup(unit.db, id));
  const whole: GroupInput = { name: before.name, kind: before.kind, mail: before.mail ?? null };
  const fields = await checkedFields(unit, id, patched(whole, patch));
  await unit.db.updateTable('groups').set(fields).where('id', '=', id).execute();
  await saveAddresses(unit.db, { kind: 'group', id }, addressesOf(fields.mail));
  const after = existing(await findGroup(unit.db, id));
  await unit.audit({
    service: 'directory',
    actor,
    action: 'group.edit',
    target: id,
    detail: { before, after },
  });
  if (isUnsupportedList(after.kind) !== isUnsupportedList(before.kind))
    await settleMembers(unit, await groupsAbove(unit.db, id));
  if (after.name !== before.name) {
    await tellStanding(
      unit,
      (await memberIds(unit.db, id)).map((userId) => ({ userId })),
    );
  }
  return after;
}

async function remove(unit: Unit, actor: string, id: string): Promise<void> {
  const before = local(await findGroup(unit.db, id));
  await refuseInUse(unit, id);
  const members = await memberIds(unit.db, id);
  const above = await groupsAbove(unit.db, id);
  await saveAddresses(unit.db, { kind: 'group', id }, []);
  await unit.db.deleteFrom('groups').where('id', '=', id).execute();
  await tellStanding(
    unit,
    members.map((userId) => ({ userId, leftGroupId: id })),
  );
  await settleMembers(
    unit,
    above.filter((groupId) => groupId !== id),
  );
  await unit.audit({
    service: 'directory',
    actor,
    action: 'group.delete',
    target: id,
    detail: { before, members },
  });
}

async function refuseInUse(unit: Unit, id: string): Promise<void> {
  const use = await unit.db
    .selectFrom('continuityEvents')
    .select('description')
    .where((row) => row.or([row('affectedGroupId', '=', id), row('smsGroupId', '=', id)]))
    .executeTakeFirst();
  if (use !== undefined) {
    throw conflict(
      { code: 'group-in-use', event: use.description },
      `the continuity event "${use.description}" is for this group`,
    );
  }
}
