/** Directory groups are read-only here, and lists reach their members while an event expands them (product 5, product 6). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import type { GroupKind } from '../../../shared/domain/group.ts';
import { eventInput, NOW_MS, openCore, TESTER, type CoreRig } from '../core-rig.ts';

let rig: CoreRig;
let ada: string;

beforeEach(async () => {
  rig = await openCore();
  ada = await rig.addPerson('ada@example.com');
});
afterEach(() => rig.close());

async function directoryGroup(kind: GroupKind): Promise<string> {
  const origin = { source: 'directory', lastSyncAt: fromMs(NOW_MS) } as const;
  const input = { name: 'Sales', kind, mail: 'Sales@example.com' };
  return (await rig.core.groups.create(TESTER, input, origin, [ada])).id;
}

describe('a directory group', () => {
  test('product 5: every change of it is a conflict, and nothing changes', async () => {
    const { groups } = rig.core;
    const id = await directoryGroup('m365');
    const before = await rig.core.truth.standingOf(ada);
    const refused = { kind: 'conflict', code: 'directory-group' };
    await expect(groups.edit(TESTER, id, { name: 'x' })).rejects.toMatchObject(refused);
    await expect(groups.setMember(TESTER, id, ada, false)).rejects.toMatchObject(refused);
    await expect(groups.remove(TESTER, id)).rejects.toMatchObject(refused);
    expect(await rig.core.truth.standingOf(ada)).toEqual(before);
    expect(before?.standing.groups).toEqual([{ id, name: 'Sales', lastSyncAt: fromMs(NOW_MS) }]);
  });
});

describe('recipients', () => {
  const resolve = (address: string, nowMs = NOW_MS) => rig.core.recipients.resolve(address, nowMs);

  test('an address of a person is found in any case, by its aliases too; others are unknown', async () => {
    await rig.core.people.edit(TESTER, ada, { aliases: ['countess@example.com'] });
    for (const address of ['ada@example.com', 'ADA@Example.com', 'countess@example.com'])
      expect(await resolve(address)).toEqual({ kind: 'person', userId: ada });
    expect(await resolve('nobody@example.com')).toEqual({ kind: 'unknown' });
  });

  test.each<[GroupKind, boolean]>([
    ['m365', true],
    ['mail-enabled-security', true],
    ['security', false],
    ['distribution-list', false],
    ['dynamic-distribution-list', false],
  ])(
    'product 6: a list of kind %s is expanded during an event that asks for it: %s',
    async (kind, expands) => {
      const groupId = await directoryGroup(kind);
      const list = { kind: 'list', groupId };
      const event = eventInput({ affectedGroupId: groupId, expandDistributionLists: true });
      await rig.core.events.create(TESTER, event);
      const during = NOW_MS + HOUR_MS;
      expect(await resolve('sales@example.com')).toEqual({ ...list, memberIds: [] });
      expect(await resolve('sales@example.com', during)).toEqual(
        expands ? { ...list, memberIds: [ada] } : { kind: 'closed-list', groupKind: kind },
      );
      expect(await resolve('sales@example.com', during + HOUR_MS)).toEqual({ ...list, memberIds: [] });
    },
  );
});
