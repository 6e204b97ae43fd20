/** Groups in groups: whoever is in one is in all that it is in, for events, devices and mail alike (product 2, 6 and 7). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readImpact } from '../../../service/continuity-events/impact-source.ts';
import { memberIds } from '../../../service/directory/store.ts';
import { fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import type { GroupKind } from '../../../shared/domain/group.ts';
import { groupInputSchema } from '../../../shared/http/groups.ts';
import { addPeople, READY } from '../continuity-events/sample-people.ts';
import { eventInput, NOW_MS, openCore, TESTER, type CoreRig } from '../core-rig.ts';

let rig: CoreRig;
let ada: string;
let ben: string;

beforeEach(async () => {
  rig = await openCore();
  ada = await rig.addPerson('ada@example.com');
  ben = await rig.addPerson('ben@example.com');
});
afterEach(() => rig.close());

async function addGroup(
  name: string,
  kind: GroupKind = 'm365',
  ...people: readonly string[]
): Promise<string> {
  const { id } = await rig.core.groups.create(TESTER, groupInputSchema.parse({ name, kind }));
  for (const person of people) await rig.core.groups.setMember(TESTER, id, person, true);
  return id;
}

const nest = (outer: string, inner: string, nested = true): Promise<void> =>
  rig.core.groups.setNested(TESTER, outer, inner, nested);
const membersOf = async (id: string): Promise<readonly string[]> => [...(await memberIds(rig.db, id))].sort();
const standingOf = async (person: string): Promise<readonly string[]> =>
  (await rig.core.truth.standingOf(person))?.standing.groups.map(({ id }) => id).sort() ?? [];
const both = (): readonly string[] => [ada, ben].sort();

test('product 7: whoever is in a group is in every group around it, however deep, and once', async () => {
  const [inner, middle, outer] = [
    await addGroup('In', 'm365', ada),
    await addGroup('Mid'),
    await addGroup('Out', 'm365', ben),
  ];
  await nest(middle, inner);
  await nest(outer, middle);
  await nest(outer, inner);
  expect(await membersOf(middle)).toEqual([ada]);
  expect(await membersOf(outer)).toEqual(both());
  expect(await standingOf(ada)).toEqual([inner, middle, outer].sort());
  await rig.core.groups.setMember(TESTER, inner, ben, true);
  expect(await membersOf(middle)).toEqual(both());
  await nest(middle, inner, false);
  expect(await membersOf(middle)).toEqual([]);
  expect(await membersOf(outer)).toEqual(both());
  await nest(outer, inner, false);
  expect(await membersOf(outer)).toEqual([ben]);
  expect(await standingOf(ada)).toEqual([inner]);
});

test('whoever is named in a group stays when a nested one goes, and nobody is struck who is in through another', async () => {
  const [inner, outer] = [await addGroup('In', 'm365', ada), await addGroup('Out')];
  await nest(outer, inner);
  const refused = { kind: 'conflict', code: 'member-through-group' };
  await expect(rig.core.groups.setMember(TESTER, outer, ada, false)).rejects.toMatchObject(refused);
  await rig.core.groups.setMember(TESTER, outer, ada, true);
  await rig.core.groups.setMember(TESTER, outer, ada, false);
  expect(await membersOf(outer)).toEqual([ada]);
  await rig.core.groups.setMember(TESTER, outer, ada, true);
  await rig.core.groups.remove(TESTER, inner);
  expect(await membersOf(outer)).toEqual([ada]);
});

test('a circle is refused, however long; one that a directory has does no harm', async () => {
  const [first, second, third] = [
    await addGroup('A', 'm365', ada),
    await addGroup('B', 'm365', ben),
    await addGroup('C'),
  ];
  await nest(first, second);
  await nest(second, third);
  const refused = { kind: 'conflict', code: 'nested-circle' };
  for (const inner of [first, second]) await expect(nest(third, inner)).rejects.toMatchObject(refused);
  await expect(nest(first, first)).rejects.toMatchObject(refused);
  expect(await membersOf(third)).toEqual([]);
  await rig.db.insertInto('nestedGroups').values({ groupId: third, memberId: first }).execute();
  await rig.core.groups.setMember(TESTER, third, ada, true);
  for (const id of [first, second, third]) expect(await membersOf(id)).toEqual(both());
  await rig.core.groups.setMember(TESTER, second, ben, false);
  for (const id of [first, second, third]) expect(await membersOf(id)).toEqual([ada]);
  await rig.core.groups.remove(TESTER, first);
  expect(await membersOf(third)).toEqual([ada]);
});

test('devices learn of it: joined and left are told under a revision of their own', async () => {
  const [inner, outer] = [await addGroup('In', 'm365', ada), await addGroup('Out')];
  const { id } = await rig.core.events.create(TESTER, eventInput({ affectedGroupId: outer }));
  const told: unknown[] = [];
  rig.core.committed.subscribe((change) => told.push(change));
  await nest(outer, inner);
  expect(told).toEqual([expect.objectContaining({ kind: 'standing', userIds: [ada] })]);
  expect((await rig.core.truth.eventsOf(ada, NOW_MS)).map((event) => event.id)).toEqual([id]);
  await nest(outer, inner, false);
  expect(told).toHaveLength(2);
  expect(await rig.core.truth.eventsOf(ada, NOW_MS)).toEqual([]);
});

test('product 6: a distribution list can be in no group; one that becomes such a list is left out, and warned of', async () => {
  const outer = await addGroup('Out', 'm365', ben);
  const inner = await addGroup('In', 'm365', ada);
  const list = await addGroup('List', 'dynamic-distribution-list');
  await expect(nest(outer, list)).rejects.toMatchObject({ kind: 'conflict', code: 'nested-list' });
  await nest(outer, inner);
  await rig.core.groups.edit(TESTER, inner, { kind: 'distribution-list' });
  expect(await membersOf(outer)).toEqual([ben]);
  const event = await rig.core.events.check(eventInput({ affectedGroupId: outer }));
  const { warnings } = await readImpact(rig.db, event, { id: null, lists: false, nowMs: NOW_MS });
  expect(warnings.map(({ code }) => code)).toContain('nested-unsupported-list');
  await rig.core.groups.edit(TESTER, inner, { kind: 'm365' });
  expect(await membersOf(outer)).toEqual(both());
});

test('product 5: nothing is nested in a directory group here', async () => {
  const origin = { source: 'directory', lastSyncAt: fromMs(NOW_MS - HOUR_MS) } as const;
  const input = groupInputSchema.parse({ name: 'Sales', kind: 'm365' });
  const { id } = await rig.core.groups.create(TESTER, input, origin, [ada]);
  const inner = await addGroup('In', 'm365', ben);
  await expect(nest(id, inner)).rejects.toMatchObject({ kind: 'conflict', code: 'directory-group' });
  await nest(inner, id);
  expect(await membersOf(inner)).toEqual(both());
});

test('product 2, product 7: the impact counts and lists whoever is in the affected group by nesting, once', async () => {
  const [inner, middle, outer] = [await addGroup('In'), await addGroup('Mid'), await addGroup('Out')];
  const [deep, withoutDevice] = await addPeople(rig, inner, [READY, { ...READY, devices: [] }]);
  await addPeople(rig, outer, [{ ...READY, disasterRecovery: false }]);
  // In by name and by nesting.
  await rig.core.groups.setMember(TESTER, outer, deep ?? '', true);
  await nest(middle, inner);
  await nest(outer, middle);
  await nest(outer, inner);
  const event = await rig.core.events.check(eventInput({ affectedGroupId: outer }));
  const read = (lists: boolean) => readImpact(rig.db, event, { id: null, lists, nowMs: NOW_MS });
  const { counts, participants, nonParticipants } = await read(true);
  expect(counts).toMatchObject({ people: 3, participants: 1, nonParticipants: 2 });
  expect(participants.map(({ userId }) => userId)).toEqual([deep]);
  expect(nonParticipants.map(({ userId }) => userId)).toContain(withoutDevice);
  expect((await read(false)).counts).toEqual(counts);
});
