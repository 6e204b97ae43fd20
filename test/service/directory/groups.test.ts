/** Directory groups are read-only here, and lists reach their members while an event expands them (product 5, product 6). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { administratorKeys } from '../../../service/access/administrator-store.ts';
import { addressKey } from '../../../service/people/addresses.ts';
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

async function addAdministrator(email: string): Promise<void> {
  const account = { id: email, email, emailKey: addressKey(email), ...administratorKeys(email, email) };
  await rig.db
    .insertInto('administrators')
    .values({
      ...account,
      displayName: email,
      role: 'administrator',
      passwordHash: '',
      createdAt: '',
      lastSignInAt: null,
    })
    .execute();
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

  test('RFC 5233: a tag behind a plus sign changes nothing, unless somebody has just that address', async () => {
    await rig.core.people.edit(TESTER, ada, { aliases: ['ada+own@example.com'] });
    for (const address of ['ada+news@example.com', 'ADA+a+b@example.com', 'ada+own@example.com'])
      expect(await resolve(address)).toEqual({ kind: 'person', userId: ada });
    for (const address of ['+ada@example.com', 'nobody+ada@example.com', 'ada@example.com+news'])
      expect(await resolve(address)).toEqual({ kind: 'unknown' });
  });

  test('a domain is the same in letters and as the DNS has it', async () => {
    await rig.core.people.edit(TESTER, ada, { aliases: ['ada@xn--bcher-kva.example'] });
    for (const address of ['ada@bücher.example', 'Ada@BÜCHER.example', 'ada@XN--bcher-kva.example'])
      expect(await resolve(address)).toEqual({ kind: 'person', userId: ada });
  });

  test('RFC 5321 4.5.1: mail to postmaster and abuse reaches the administrators who have a mailbox here', async () => {
    expect(await resolve('postmaster@example.com')).toEqual({ kind: 'unknown' });
    await addAdministrator('ada@example.com');
    await addAdministrator('elsewhere@example.net');
    for (const address of ['postmaster@example.com', 'Abuse@EXAMPLE.com', 'postmaster', 'Postmaster'])
      expect(await resolve(address)).toEqual({ kind: 'administrators', userIds: [ada] });
    for (const address of [
      'abuse',
      'postmaster@elsewhere.example',
      'postmaster@ample.com',
      'not-abuse@example.com',
    ])
      expect(await resolve(address)).toEqual({ kind: 'unknown' });
    await rig.core.people.edit(TESTER, ada, { aliases: ['abuse@example.com'] });
    expect(await resolve('abuse@example.com')).toEqual({ kind: 'person', userId: ada });
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
