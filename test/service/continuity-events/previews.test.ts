/** What an administrator is shown before saving and of lists: edits not yet saved, who takes part by name, events of a span. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readImpact } from '../../../service/continuity-events/impact-source.ts';
import { eventList } from '../../../service/continuity-events/list-events.ts';
import { readParticipation } from '../../../service/continuity-events/participation-source.ts';
import { readProgress } from '../../../service/continuity-events/progress-source.ts';
import { DAY_MS, fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import { PARTICIPATION_REASONS } from '../../../shared/domain/participation.ts';
import { eventListQuerySchema } from '../../../shared/http/continuity-events.ts';
import { eventInput, NOW_MS, openCore, TESTER, type CoreRig } from '../core-rig.ts';
import { addPeople, READY, somebody } from './sample-people.ts';

let rig: CoreRig;
const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-previews-'));
beforeAll(async () => {
  rig = await openCore(folder);
});
afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the impact of an edit that is not saved', () => {
  test('an event does not overlap itself, and another one of the same people does', async () => {
    const affectedGroupId = await rig.addGroup('Edited');
    await addPeople(rig, affectedGroupId, [READY]);
    const { id } = await rig.core.events.create(TESTER, eventInput({ affectedGroupId }));
    const codes = async () => {
      const edited = await rig.core.events.checkEdit(id, { notes: 'changed' });
      const { warnings } = await readImpact(rig.db, edited, { id, lists: false, nowMs: NOW_MS });
      return warnings.map(({ code, people }) => [code, people]);
    };
    expect(await codes()).toEqual([]);
    await rig.core.events.create(TESTER, eventInput({ affectedGroupId }));
    expect(await codes()).toEqual([['overlap', 1]]);
    expect((await rig.core.events.get(id)).notes).toBe('');
  });

  test('E3: a start that is not moved is no fault of the edit, however far back it lies by now', async () => {
    const affectedGroupId = await rig.addGroup('Long');
    const input = eventInput({ affectedGroupId, start: fromMs(NOW_MS), end: null });
    const { id } = await rig.core.events.create(TESTER, input);
    rig.clock.nowMs = NOW_MS + 6 * DAY_MS;
    try {
      expect((await rig.core.events.checkEdit(id, { notes: 'still down' })).start).toBe(fromMs(NOW_MS));
      await expect(rig.core.events.checkEdit(id, { start: fromMs(NOW_MS - 1) })).rejects.toMatchObject({
        errors: [{ pointer: '/start', code: 'too-early' }],
      });
    } finally {
      rig.clock.nowMs = NOW_MS;
    }
  });
});

describe('who takes part, by name', () => {
  test('product 2: the same as the impact counts, reason by reason, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(somebody, { maxLength: 6 }), fc.boolean(), async (people, on) => {
        const groupId = await rig.addGroup('By name');
        await addPeople(rig, groupId, people);
        const event = await rig.core.events.check(
          eventInput({ affectedGroupId: groupId, outlookContinuity: on }),
        );
        const { counts } = await readImpact(rig.db, event, { id: null, lists: false, nowMs: NOW_MS });
        const count = async (wanted: Pick<Parameters<typeof readParticipation>[2], 'takesPart' | 'reason'>) =>
          (
            await readParticipation(
              rig.db,
              groupId,
              { outlookContinuity: on, ...wanted },
              { after: null, limit: 100 },
            )
          ).length;
        expect(await count({ takesPart: true })).toBe(counts.participants);
        expect(await count({ takesPart: false })).toBe(counts.nonParticipants);
        for (const reason of PARTICIPATION_REASONS)
          expect(await count({ reason })).toBe(counts.reasons[reason] ?? 0);
        const all = await readParticipation(
          rig.db,
          groupId,
          { outlookContinuity: on },
          { after: null, limit: 100 },
        );
        const [first] = all;
        const rest = await readParticipation(
          rig.db,
          groupId,
          { outlookContinuity: on },
          { after: first?.at ?? null, limit: 100 },
        );
        expect(rest).toEqual(all.slice(1));
      }),
      { numRuns: 15 },
    );
  });

  test('progress counts how many there are of the state that is asked for, whatever the page', async () => {
    const affectedGroupId = await rig.addGroup('Counted');
    await addPeople(rig, affectedGroupId, [READY, READY, { ...READY, devices: [] }]);
    const event = await rig.core.events.create(TESTER, eventInput({ affectedGroupId }));
    const needs = {
      db: rig.db,
      live: { link: () => ({ state: 'offline' as const, sinceMs: null }) },
      nowMs: NOW_MS,
    };
    const matching = async (state: 'cannot' | 'not-reachable' | undefined) =>
      (await readProgress(needs, event, { state, after: null, limit: 1 })).matching;
    expect([await matching('cannot'), await matching('not-reachable'), await matching(undefined)]).toEqual([
      1, 2, 3,
    ]);
  });
});

test('a list of a span has the events that run at any instant of it, and no other', async () => {
  const affectedGroupId = await rig.addGroup('Spans');
  const instant = fc.integer({ min: -4 * 24, max: 4 * 24 }).map((hours) => NOW_MS + hours * HOUR_MS);
  const span = fc.tuple(instant, fc.option(instant)).filter(([start, end]) => end === null || end > start);
  await fc.assert(
    fc.asyncProperty(span, fc.tuple(instant, instant), async ([startMs, endMs], [fromAtMs, toAtMs]) => {
      const given = { start: fromMs(startMs), end: endMs === null ? null : fromMs(endMs) };
      const { id } = await rig.core.events.create(TESTER, eventInput({ affectedGroupId, ...given }));
      const query = eventListQuerySchema.parse({
        include: 'expired',
        groupId: affectedGroupId,
        from: fromMs(fromAtMs),
        to: fromMs(toAtMs),
      });
      const placed = await eventList(rig.db, query, NOW_MS).read({ after: null, limit: 1000 });
      const expected = startMs < toAtMs && (endMs === null || endMs > fromAtMs);
      expect(placed.some(({ item }) => item.id === id)).toBe(expected);
    }),
    { numRuns: 40 },
  );
});

test('the view of an event whose held mail is on its way back says how far it is', async () => {
  const affectedGroupId = await rig.addGroup('Recovering');
  const event = await rig.core.events.create(TESTER, eventInput({ affectedGroupId }));
  expect(rig.core.events.view(event)).toMatchObject({ recovering: false });
  expect(rig.core.events.view(event)).not.toHaveProperty('recovery');
  rig.recoveries.set(event.id, { delivered: 37, total: 212 });
  expect(rig.core.events.view(event)).toMatchObject({
    recovering: true,
    recovery: { delivered: 37, total: 212 },
  });
});
