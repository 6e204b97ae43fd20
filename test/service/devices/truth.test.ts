/** The database keeps the contract of the truth, and what only a database has: a horizon, and a life after a restart. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { trimChangeLog } from '../../../service/storage/trim-change-log.ts';
import { DAY_MS, fromMs } from '../../../shared/domain/instant.ts';
import { truthContract, type TruthHarness } from '../../contract/truth.contract.ts';
import { eventInput, NOW_MS, openCore, TESTER, type CoreRig } from '../core-rig.ts';

const PASSWORD = 'correct horse';

truthContract('the database', async () => harnessOf(await openCore()));

function harnessOf(rig: CoreRig): TruthHarness {
  const { core, db } = rig;
  return {
    truth: core.truth,
    nowMs: NOW_MS,
    addGroup: rig.addGroup,
    async addPerson({ email, displayName, disasterRecovery, groupIds }) {
      const id = await rig.addPerson(email, PASSWORD);
      await core.people.edit(TESTER, id, { displayName, permissions: { disasterRecovery } });
      for (const groupId of groupIds) await core.groups.setMember(TESTER, groupId, id, true);
      return id;
    },
    async addDevice(userId, publicKey) {
      const { email } = await db
        .selectFrom('people')
        .select('email')
        .where('id', '=', userId)
        .executeTakeFirstOrThrow();
      const device = { name: 'laptop', platform: 'linux', appVersion: '1', publicKey };
      return (await core.registration.register({ email, password: PASSWORD, device }, '127.0.0.1')).deviceId;
    },
    revokeDevice: (deviceId) => core.revoke(TESTER, deviceId),
    async addEvent({ description, groupId, startMs, endMs }) {
      const input = eventInput({
        description,
        affectedGroupId: groupId,
        start: fromMs(startMs),
        end: endMs === null ? null : fromMs(endMs),
      });
      return (await core.events.create(TESTER, input)).id;
    },
    async changeEvent(eventId, { description, groupId }) {
      await core.events.edit(TESTER, eventId, { description, affectedGroupId: groupId }, null);
    },
    deleteEvent: (eventId) => core.events.remove(TESTER, eventId),
    setMember: (groupId, userId, member) => core.groups.setMember(TESTER, groupId, userId, member),
    async setDisasterRecovery(userId, disasterRecovery) {
      await core.people.edit(TESTER, userId, { permissions: { disasterRecovery } });
    },
    async letRead(readerId, accountId) {
      await core.people.edit(TESTER, readerId, { mayRead: [accountId] });
    },
    close: rig.close,
  };
}

describe('the truth over time', () => {
  test('G16: epoch and revision are the same after a restart', async () => {
    const first = await openCore();
    await first.addGroup('London');
    const groupId = await first.addGroup('Berlin');
    await first.core.events.create(TESTER, eventInput({ affectedGroupId: groupId }));
    const before = await first.core.truth.position();
    await first.close();
    const second = await openCore(first.folder);
    expect(await second.core.truth.position()).toEqual(before);
    expect(second.core.truth.serviceId).toBe(first.core.truth.serviceId);
    await second.close();
  });

  test('a position older than the kept log is not known any more, a younger one still is', async () => {
    const { core, clock, addGroup, close } = await openCore();
    const groupId = await addGroup('London');
    const create = () => core.events.create(TESTER, eventInput({ affectedGroupId: groupId }));
    await create();
    const old = (await core.truth.position()).revision - 1;
    clock.nowMs += 8 * DAY_MS;
    await core.events.create(
      TESTER,
      eventInput({ affectedGroupId: groupId, start: fromMs(clock.nowMs), end: null }),
    );
    const young = (await core.truth.position()).revision - 1;
    await trimChangeLog(core.writePath, clock.nowMs);
    expect(await core.truth.changesSince('anyone', old, clock.nowMs)).toBeNull();
    expect(await core.truth.changesSince('anyone', young, clock.nowMs)).not.toBeNull();
    await close();
  });

  test('product 1, R1: a recovery that moves is told at a new revision, and the version stays', async () => {
    const { core, recoveries, addGroup, addPerson, close } = await openCore();
    const groupId = await addGroup('London');
    const userId = await addPerson('ada@example.com');
    await core.groups.setMember(TESTER, groupId, userId, true);
    const event = await core.events.create(TESTER, eventInput({ affectedGroupId: groupId }));
    const before = (await core.truth.position()).revision;
    recoveries.set(event.id, { delivered: 3, total: 10 });
    await core.events.announceRecovery(TESTER, event.id);
    const changes = await core.truth.changesSince(userId, before, NOW_MS);
    expect(changes?.changedEvents).toMatchObject([
      { event: { id: event.id, version: 1, recovering: true, recovery: { delivered: 3, total: 10 } } },
    ]);
    await close();
  });

  test('a listener that throws holds up neither the change nor the others', async () => {
    const { core, failures, addGroup, close } = await openCore();
    core.truth.subscribe(() => {
      throw new Error('a broken listener');
    });
    const heard: string[] = [];
    core.truth.subscribe(({ kind }) => heard.push(kind));
    const groupId = await addGroup('London');
    await core.events.create(TESTER, eventInput({ affectedGroupId: groupId }));
    expect(failures).toHaveLength(1);
    expect(heard).toEqual(['continuity-event']);
    expect((await core.truth.position()).revision).toBe(1);
    await close();
  });
});

describe('device records', () => {
  test('the same receipt twice is recorded once, and the same facts again cost no write', async () => {
    const rig = await openCore();
    const { core, db } = rig;
    const userId = await rig.addPerson('ada@example.com', PASSWORD);
    const { publicKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const deviceId = await harnessOf(rig).addDevice(userId, x);
    const receipt = {
      type: 'receipt',
      id: 'r1',
      eventId: 'e1',
      kind: 'start',
      shownAt: fromMs(NOW_MS),
    } as const;
    await core.records.saveReceipt(deviceId, receipt, NOW_MS);
    await core.records.saveReceipt(deviceId, receipt, NOW_MS + 1);
    expect(await db.selectFrom('receipts').selectAll().execute()).toHaveLength(1);
    const facts = { appVersion: '2', signedIn: true, cachedMode: false, bound: true };
    await core.records.saveFacts(deviceId, facts, NOW_MS);
    expect(await db.selectFrom('devices').select(['appVersion', 'cachedMode', 'bound']).execute()).toEqual([
      { appVersion: '2', cachedMode: 0, bound: 1 },
    ]);
    await rig.close();
  });
});
