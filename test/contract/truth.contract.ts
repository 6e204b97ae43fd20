/** What every Truth must do, the fake and the real adapter alike: readings, positions, catch-up, announcements. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommittedChange } from '../../service/committed-change.ts';
import type { CatchUp, Truth } from '../../service/channel/ports.ts';
import { DAY_MS, fromMs, HOUR_MS } from '../../shared/domain/instant.ts';

/** The truth, and the hands that change it as administrators do; each resolves when the change is durable. */
export interface TruthHarness {
  readonly truth: Truth;
  /** Service time; it stands still. */
  readonly nowMs: number;
  readonly addGroup: (name: string) => Promise<string>;
  readonly addPerson: (person: {
    readonly email: string;
    readonly displayName: string;
    readonly disasterRecovery: boolean;
    readonly groupIds: readonly string[];
  }) => Promise<string>;
  /** The public key as 32 bytes in base64url. */
  readonly addDevice: (userId: string, publicKey: string) => Promise<string>;
  readonly revokeDevice: (deviceId: string) => Promise<void>;
  readonly addEvent: (event: {
    readonly description: string;
    readonly groupId: string;
    readonly startMs: number;
    readonly endMs: number | null;
  }) => Promise<string>;
  readonly changeEvent: (
    eventId: string,
    change: { readonly description?: string; readonly groupId?: string },
  ) => Promise<void>;
  /** Of a Pending event. */
  readonly deleteEvent: (eventId: string) => Promise<void>;
  readonly setMember: (groupId: string, userId: string, member: boolean) => Promise<void>;
  readonly setDisasterRecovery: (userId: string, allowed: boolean) => Promise<void>;
  readonly letRead: (readerId: string, accountId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const PUBLIC_KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';

export function truthContract(name: string, create: () => Promise<TruthHarness>): void {
  describe(`${name} as a Truth`, () => {
    let harness: TruthHarness;
    let heard: CommittedChange[];
    let groupId: string;
    let otherGroupId: string;
    let userId: string;

    beforeEach(async () => {
      harness = await create();
      groupId = await harness.addGroup('London');
      otherGroupId = await harness.addGroup('Berlin');
      userId = await harness.addPerson({
        email: 'ada@example.com',
        displayName: 'Ada',
        disasterRecovery: true,
        groupIds: [groupId],
      });
      heard = [];
      harness.truth.subscribe((change) => heard.push(change));
    });
    afterEach(() => harness.close());

    const addEvent = (inGroup = groupId): Promise<string> =>
      harness.addEvent({
        description: 'Mail is down',
        groupId: inGroup,
        startMs: harness.nowMs + HOUR_MS,
        endMs: null,
      });
    const revision = async (): Promise<number> => (await harness.truth.position()).revision;
    const eventIds = async (nowMs = harness.nowMs): Promise<readonly string[]> =>
      (await harness.truth.eventsOf(userId, nowMs)).map(({ id }) => id);
    const since = async (from: number): Promise<CatchUp> => {
      const changes = await harness.truth.changesSince(userId, from, harness.nowMs);
      if (changes === null) throw new Error(`revision ${from} is not known`);
      return changes;
    };

    it('keeps its epoch and raises its revision with every change that devices hear of', async () => {
      const before = await harness.truth.position();
      await addEvent();
      const after = await harness.truth.position();
      expect(after.epoch).toBe(before.epoch);
      expect(after.revision).toBeGreaterThan(before.revision);
    });

    it('knows a device by its id, and says when it is revoked', async () => {
      const deviceId = await harness.addDevice(userId, PUBLIC_KEY);
      const device = { id: deviceId, userId, publicKey: PUBLIC_KEY };
      expect(await harness.truth.device(deviceId)).toEqual({ ...device, revoked: false });
      await harness.revokeDevice(deviceId);
      expect(await harness.truth.device(deviceId)).toEqual({ ...device, revoked: true });
      expect(heard).toContainEqual({ kind: 'device-revoked', deviceId });
      expect(await harness.truth.device('no-such-device')).toBeNull();
    });

    it('tells the standing of a person, and null for nobody', async () => {
      expect(await harness.truth.standingOf(userId)).toMatchObject({
        user: { id: userId, email: 'ada@example.com', displayName: 'Ada' },
        standing: {
          permissions: { disasterRecovery: true },
          groups: [{ id: groupId, name: 'London', lastSyncAt: null }],
        },
        accountIds: [userId],
      });
      expect(await harness.truth.standingOf('nobody')).toBeNull();
    });

    it('names the mailboxes that a person may read, the own one first', async () => {
      const chiefId = await harness.addPerson({
        email: 'chief@example.com',
        displayName: 'Chief',
        disasterRecovery: true,
        groupIds: [],
      });
      await harness.letRead(userId, chiefId);
      expect((await harness.truth.standingOf(userId))?.accountIds).toEqual([userId, chiefId]);
      expect(heard).toContainEqual(
        expect.objectContaining({ kind: 'standing', userIds: expect.arrayContaining([userId]) as unknown }),
      );
    });

    it('lists the events of a person, the expired ones for five days', async () => {
      const endMs = harness.nowMs + 2 * HOUR_MS;
      const eventId = await harness.addEvent({
        description: 'Short',
        groupId,
        startMs: harness.nowMs,
        endMs,
      });
      await addEvent(otherGroupId);
      expect(await eventIds()).toEqual([eventId]);
      expect(await eventIds(endMs + 5 * DAY_MS)).toEqual([eventId]);
      expect(await eventIds(endMs + 5 * DAY_MS + 1)).toEqual([]);
    });

    it('gives a device all it decides by, and times as instants', async () => {
      const eventId = await addEvent();
      expect(await harness.truth.eventsOf(userId, harness.nowMs)).toMatchObject([
        {
          id: eventId,
          description: 'Mail is down',
          affectedGroupId: groupId,
          start: fromMs(harness.nowMs + HOUR_MS),
          end: null,
          version: 1,
        },
      ]);
    });

    describe('changesSince', () => {
      it('is empty for who is up to date, and null for a revision that has not been', async () => {
        const now = await revision();
        expect(await since(now)).toEqual({ changedEvents: [], goneEvents: [], standingRevision: null });
        expect(await harness.truth.changesSince(userId, now + 1, harness.nowMs)).toBeNull();
      });

      it('has a new event and its newest version once', async () => {
        const before = await revision();
        const eventId = await addEvent();
        await harness.changeEvent(eventId, { description: 'Mail is still down' });
        const { changedEvents, goneEvents } = await since(before);
        expect(changedEvents).toMatchObject([
          {
            revision: await revision(),
            event: { id: eventId, description: 'Mail is still down', version: 2 },
          },
        ]);
        expect(goneEvents).toEqual([]);
      });

      it('has nothing of a group that is not the person’s', async () => {
        const before = await revision();
        const eventId = await addEvent(otherGroupId);
        await harness.deleteEvent(eventId);
        expect(await since(before)).toEqual({ changedEvents: [], goneEvents: [], standingRevision: null });
      });

      it('names a deleted event as gone', async () => {
        const eventId = await addEvent();
        const before = await revision();
        await harness.deleteEvent(eventId);
        const gone = [{ eventId, revision: await revision(), reason: 'deleted' }];
        expect(await since(before)).toMatchObject({ changedEvents: [], goneEvents: gone });
      });

      it('names an event gone that moved to a group of others', async () => {
        const eventId = await addEvent();
        const before = await revision();
        await harness.changeEvent(eventId, { groupId: otherGroupId });
        const gone = [{ eventId, revision: await revision(), reason: 'group-changed' }];
        expect(await since(before)).toMatchObject({ changedEvents: [], goneEvents: gone });
        expect(await eventIds()).toEqual([]);
      });

      it('brings the events of a group that the person joined, and takes those of one left', async () => {
        const eventId = await addEvent(otherGroupId);
        const before = await revision();
        await harness.setMember(otherGroupId, userId, true);
        const joined = await since(before);
        expect(joined.changedEvents).toMatchObject([{ event: { id: eventId } }]);
        expect(joined.standingRevision).toBe(await revision());

        const member = await revision();
        await harness.setMember(otherGroupId, userId, false);
        const left = await since(member);
        expect(left.goneEvents).toEqual([
          { eventId, revision: await revision(), reason: 'not-in-affected-group' },
        ]);
        expect(left.standingRevision).toBe(await revision());
      });

      it('says when the standing moved', async () => {
        const before = await revision();
        await harness.setDisasterRecovery(userId, false);
        expect((await since(before)).standingRevision).toBe(await revision());
        const standing = await harness.truth.standingOf(userId);
        expect(standing?.standing.permissions.disasterRecovery).toBe(false);
      });
    });

    describe('announcements', () => {
      it('name the event, and what it was before', async () => {
        const eventId = await addEvent();
        await harness.changeEvent(eventId, { groupId: otherGroupId });
        await harness.deleteEvent(eventId);
        expect(heard).toMatchObject([
          { kind: 'continuity-event', eventId, event: { affectedGroupId: groupId }, formerGroupId: null },
          {
            kind: 'continuity-event',
            eventId,
            event: { affectedGroupId: otherGroupId },
            formerGroupId: groupId,
          },
          { kind: 'continuity-event', eventId, event: null, formerGroupId: otherGroupId },
        ]);
      });

      it('name the people whose permissions or groups moved', async () => {
        await harness.setDisasterRecovery(userId, false);
        await harness.setMember(otherGroupId, userId, true);
        expect(heard).toMatchObject([
          { kind: 'standing', userIds: [userId] },
          { kind: 'standing', userIds: [userId] },
        ]);
      });

      it('come when the change can be read, in the order of revisions', async () => {
        const readable: boolean[] = [];
        const stop = harness.truth.subscribe((change) => {
          if (!('revision' in change)) return;
          void harness.truth
            .position()
            .then((position) => readable.push(position.revision >= change.revision));
        });
        await addEvent();
        await harness.setDisasterRecovery(userId, false);
        await addEvent(otherGroupId);
        await expect.poll(() => readable).toEqual([true, true, true]);
        const revisions = heard.flatMap((change) => ('revision' in change ? [change.revision] : []));
        expect(revisions).toEqual([...revisions].sort((first, second) => first - second));
        stop();
      });

      it('end when they are no longer listened to', async () => {
        const late: CommittedChange[] = [];
        harness.truth.subscribe((change) => late.push(change))();
        await addEvent();
        expect(late).toEqual([]);
        expect(heard).toHaveLength(1);
      });
    });
  });
}
