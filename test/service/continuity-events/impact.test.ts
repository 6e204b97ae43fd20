/** Impact and progress over a real database: counted by cohorts as the devices themselves would count, at any size. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readImpact } from '../../../service/continuity-events/impact-source.ts';
import { progressOf, NO_PROGRESS, tally } from '../../../service/continuity-events/progress.ts';
import { readProgress } from '../../../service/continuity-events/progress-source.ts';
import { readTimeline } from '../../../service/continuity-events/timeline-source.ts';
import { participation } from '../../../shared/domain/participation.ts';
import { fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import { groupInputSchema } from '../../../shared/http/groups.ts';
import type { GroupKind } from '../../../shared/domain/group.ts';
import type { GroupOrigin } from '../../../service/directory/groups.ts';
import { eventInput, NOW_MS, openCore, TESTER, type CoreRig } from '../core-rig.ts';
import { addPeople, GOOD, READY, somebody, type PersonTraits } from './sample-people.ts';

let rig: CoreRig;
const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-impact-'));
beforeAll(async () => {
  rig = await openCore(folder);
});
afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;

describe('impact', () => {
  test('product 2: counts and lists are those of participation, device by device', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(somebody, { maxLength: 6 }), fc.boolean(), async (people, on) => {
        const groupId = await rig.addGroup(`Group ${(made += 1)}`);
        await addPeople(rig, groupId, people);
        const event = await rig.core.events.check(
          eventInput({ affectedGroupId: groupId, outlookContinuity: on }),
        );
        const read = (lists: boolean) => readImpact(rig.db, event, { id: null, lists, nowMs: NOW_MS });
        const { counts, participants, nonParticipants, warnings } = await read(true);
        const oracle = people.flatMap(({ disasterRecovery, devices }) => {
          const inUse = devices.some(({ revoked }) => !revoked)
            ? devices.filter(({ revoked }) => !revoked)
            : devices;
          const person = { groupIds: new Set([groupId]), disasterRecovery };
          const judged = inUse.length === 0 ? [null] : inUse;
          return judged.map((device) => participation(event, person, device, NOW_MS + HOUR_MS));
        });
        expect(counts.people).toBe(people.length);
        expect(counts.participants).toBe(oracle.filter(({ participates }) => participates).length);
        expect(counts.participants).toBe(participants.length);
        expect(counts.nonParticipants).toBe(nonParticipants.length);
        for (const [reason, count] of Object.entries(counts.reasons))
          expect(count).toBe(
            nonParticipants.filter(({ reasons }) => reasons.some((one) => one === reason)).length,
          );
        expect(nonParticipants.map(({ reasons }) => reasons.join()).sort()).toEqual(
          oracle
            .filter(({ participates }) => !participates)
            .map(({ reasons }) => reasons.join())
            .sort(),
        );
        expect(await read(false)).toEqual({ counts, participants: [], nonParticipants: [], warnings });
      }),
      { numRuns: 25 },
    );
  });

  test('product 1: every trap is warned of, and none that is not there', async () => {
    const codes = async (
      people: readonly PersonTraits[],
      given: Parameters<typeof eventInput>[0] | Record<string, unknown>,
      origin?: GroupOrigin,
      kind: GroupKind = 'security',
    ) => {
      const input = groupInputSchema.parse({ name: `Trap ${(made += 1)}`, kind });
      const { id } = await rig.core.groups.create(TESTER, input, origin);
      const members = origin === undefined ? await addPeople(rig, id, people) : [];
      const event = await rig.core.events.check(eventInput({ ...given, affectedGroupId: id }));
      const { warnings } = await readImpact(rig.db, event, { id: null, lists: false, nowMs: NOW_MS });
      return { id, members, codes: warnings.map(({ code }) => code) };
    };
    const synced = (hoursAgo: number): GroupOrigin => ({
      source: 'directory',
      lastSyncAt: fromMs(NOW_MS - hoursAgo * HOUR_MS),
    });
    expect((await codes([READY], {})).codes).toEqual([]);
    expect((await codes([], {}, undefined, 'distribution-list')).codes).toEqual([
      'unsupported-list',
      'empty-group',
    ]);
    expect((await codes([READY], { expandDistributionLists: true })).codes).toEqual(['unsupported-list']);
    expect((await codes([READY], { expandDistributionLists: true }, undefined, 'm365')).codes).toEqual([]);
    expect((await codes([], {}, synced(12))).codes).toEqual(['empty-group']);
    expect((await codes([], {}, synced(12.1))).codes).toEqual(['stale-directory', 'empty-group']);
    expect((await codes([{ ...READY, disasterRecovery: false }], {})).codes).toEqual(['nobody-permitted']);
    for (const flaw of [{ revoked: true }, { signedIn: false }, { cachedMode: false }])
      expect((await codes([{ ...READY, devices: [{ ...GOOD, ...flaw }] }], {})).codes).toEqual([
        'nobody-cached',
      ]);
    expect((await codes([READY], { outlookContinuity: false })).codes).toEqual(['outlook-continuity-off']);
    const days = (count: number) => fromMs(NOW_MS + HOUR_MS + count * 24 * HOUR_MS);
    expect((await codes([READY], { end: null })).codes).toEqual(['long-without-pause']);
    expect((await codes([READY], { end: days(4.01) })).codes).toEqual(['long-without-pause']);
    expect((await codes([READY], { end: days(4) })).codes).toEqual([]);
    expect((await codes([READY], { end: null, pauseInboundDelivery: true })).codes).toEqual([]);
    const unready = { ...READY, smsReady: false };
    expect((await codes([READY], { cloudPasswordReset: 'email' })).codes).toEqual(['reset-by-email']);
    expect((await codes([READY], { cloudPasswordReset: 'email-or-sms' })).codes).toEqual([]);
    expect((await codes([unready], { cloudPasswordReset: 'email-or-sms' })).codes).toEqual([
      'reset-by-email',
    ]);
    expect((await codes([unready], { cloudPasswordReset: 'sms' })).codes).toEqual(['reset-by-sms-nobody']);
    expect((await codes([READY], { endSms: 'over' })).codes).toEqual(['sms-without-group']);
    const deaf = await rig.addGroup('Deaf');
    await addPeople(rig, deaf, [unready]);
    expect((await codes([READY], { startSms: 'down', smsGroupId: deaf })).codes).toEqual([
      'sms-nobody-opted-in',
    ]);
    const { id, members } = await codes([READY], {});
    await rig.core.events.create(TESTER, eventInput({ affectedGroupId: id }));
    const other = await rig.addGroup('Other');
    await rig.core.groups.setMember(TESTER, other, members[0] ?? '', true);
    const overlapping = await rig.core.events.check(eventInput({ affectedGroupId: other }));
    const { warnings } = await readImpact(rig.db, overlapping, { id: null, lists: false, nowMs: NOW_MS });
    expect(warnings.map(({ code }) => code)).toEqual(['overlap']);
  });
});

describe('progress', () => {
  const event = {
    affectedGroupId: 'g',
    outlookContinuity: true,
    start: fromMs(NOW_MS),
    end: fromMs(NOW_MS + HOUR_MS),
  };
  const member = { disasterRecovery: true, smsReady: false, device: GOOD };
  const sighting = { member, reachable: false, reported: null, shown: false };

  test('the furthest that is known counts, also after the end', () => {
    const state = (
      given: Partial<typeof sighting> | { reported: { participates: boolean } },
      atMs = NOW_MS,
    ) => progressOf(event, { ...sighting, ...given }, atMs).state;
    for (const atMs of [NOW_MS - HOUR_MS, NOW_MS, NOW_MS + 2 * HOUR_MS]) {
      expect(state({}, atMs)).toBe('not-reachable');
      expect(state({ reachable: true }, atMs)).toBe('delivered');
      expect(state({ reported: { participates: false } }, atMs)).toBe('delivered');
      expect(state({ reported: { participates: true } }, atMs)).toBe('in-dr');
      expect(state({ shown: true }, atMs)).toBe('shown');
    }
    const left = { ...member, device: { ...GOOD, cachedMode: false } };
    expect(state({ shown: true, member: left })).toBe('cannot');
    expect(state({ shown: true, member: left }, NOW_MS + 2 * HOUR_MS)).toBe('shown');
    const without = { ...member, device: null };
    expect(progressOf(event, { ...sighting, member: without }, NOW_MS + 2 * HOUR_MS)).toEqual({
      state: 'cannot',
      reasons: ['no-registered-device'],
    });
  });

  test('counts are cumulative: who is in DR was delivered, and nobody is counted twice at the ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('delivered', 'in-dr', 'shown', 'not-reachable', 'cannot' as const)),
        (states) => {
          const counts = states.reduce(tally, NO_PROGRESS);
          expect(counts.participants + counts.cannot).toBe(states.length);
          expect(counts.delivered + counts.notReachable).toBe(counts.participants);
          expect(counts.delivered).toBeGreaterThanOrEqual(counts.inDr);
          expect(counts.inDr).toBeGreaterThanOrEqual(counts.shown);
        },
      ),
    );
  });

  test('page by page and by state it is the same devices, and the timeline tells the first and last to show', async () => {
    const groupId = await rig.addGroup('Progress');
    const ids = await addPeople(rig, groupId, [READY, READY, { ...READY, devices: [] }, READY]);
    const saved = await rig.core.events.create(TESTER, eventInput({ affectedGroupId: groupId }));
    const needs = {
      db: rig.db,
      live: { link: () => ({ state: 'offline' as const, sinceMs: null }) },
      nowMs: NOW_MS,
    };
    const read = (given: Partial<Parameters<typeof readProgress>[2]> = {}) =>
      readProgress(needs, saved, { state: undefined, after: null, limit: 100, ...given });
    const devices = (await read()).placed.flatMap(({ item }) => item.deviceId ?? []);
    expect(devices).toHaveLength(3);
    for (const [index, deviceId] of devices.slice(0, 2).entries()) {
      const receipt = { type: 'receipt', id: `r${index}`, eventId: saved.id, kind: 'start' } as const;
      const shownAt = fromMs(NOW_MS + HOUR_MS + index * 1000);
      await rig.core.records.saveReceipt(deviceId, { ...receipt, shownAt }, NOW_MS);
    }
    expect((await read()).counts).toEqual({
      participants: 3,
      delivered: 2,
      inDr: 2,
      shown: 2,
      notReachable: 1,
      cannot: 1,
    });
    const walked: string[] = [];
    for (let after: Parameters<typeof readProgress>[2]['after'] = null; ;) {
      const { placed } = await read({ after, limit: 1 });
      const [first] = placed;
      if (first === undefined) break;
      walked.push(first.item.userId);
      after = first.at;
    }
    expect(walked).toEqual([...ids].sort());
    expect((await read({ state: 'cannot' })).placed.map(({ item }) => item.reasons)).toEqual([
      ['no-registered-device'],
    ]);
    await rig.core.events.extend(TESTER, saved.id, 60);
    await rig.core.events.edit(TESTER, saved.id, { notes: 'n' }, null);
    const timeline = await readTimeline(rig.db, await rig.core.events.get(saved.id), NOW_MS);
    expect(timeline.map(({ kind }) => kind)).toEqual([
      'created',
      'extended',
      'edited',
      'started',
      'first-start-shown',
      'last-start-shown',
      'ended',
    ]);
    expect(timeline.find(({ kind }) => kind === 'extended')?.detail).toMatchObject({
      from: saved.end,
      to: fromMs(NOW_MS + 3 * HOUR_MS),
    });
    expect(timeline.find(({ kind }) => kind === 'edited')?.detail.fields).toEqual(['notes']);
    expect(timeline.find(({ kind }) => kind === 'last-start-shown')?.detail).toEqual({
      deviceId: devices[1],
      devices: 2,
    });
    expect(timeline.find(({ kind }) => kind === 'started')?.detail.planned).toBe(true);
  });
});
