/** The simulator's own parts keep what they promise: time in order, a disk as the real ones, an oracle by hand, short scripts. */
import { describe, expect, test } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import { describeRecords } from '../contract/records.contract.ts';
import { whenStill } from './check.ts';
import { createComputerClock } from './computer-clock.ts';
import { createDisk, type Disk } from './disk.ts';
import { createOracle } from './oracle.ts';
import { createRandom } from './random.ts';
import { CHECK_WITHIN_MS, createScript } from './script.ts';
import { shrink } from './shrink.ts';
import { createTimeline } from './timeline.ts';
import { Violation } from './verdict.ts';

const newDisk = (afterSync: (run: () => void) => void = queueMicrotask): Disk =>
  createDisk({
    nowMs: () => 0,
    afterSync,
    written: () => undefined,
    refused: () => undefined,
    wiped: () => undefined,
  });

describeRecords('the simulated disk', async () => newDisk().open(() => true));

describe('disk', () => {
  test('a write that was not synced when the process died is lost', async () => {
    let sync = (): void => undefined;
    const disk = newDisk((run) => {
      sync = run;
    });
    let isAlive = true;
    void disk.open(() => isAlive).write([{ kind: 'mode', id: 'self', value: 1 }]);
    isAlive = false;
    sync();
    expect([...(await disk.open(() => true).read('mode'))]).toEqual([]);
  });

  test('refuses while it is told to, with the code of the real one', async () => {
    const disk = newDisk();
    disk.refuseWith('disk-full');
    const writing = disk.open(() => true).write([{ kind: 'mode', id: 'self', value: 1 }]);
    await expect(writing).rejects.toMatchObject({ name: 'StoreError', code: 'disk-full' });
  });
});

describe('a check', () => {
  const judgedAt = (lastToldMs: (nowMs: number) => number | null): number | null => {
    const timeline = createTimeline(0);
    let atMs: number | null = null;
    const world = {
      timeline,
      oracle: createOracle(),
      notices: { lastToldMs: () => lastToldMs(timeline.nowMs()) },
    };
    whenStill(world, () => {
      atMs = timeline.nowMs();
    });
    while (timeline.step(MINUTE_MS));
    return atMs;
  };

  test('is at once where nothing is under way, and a second later where somebody has just been told', () => {
    expect(judgedAt(() => null)).toBe(0);
    expect(judgedAt(() => 0)).toBe(SECOND_MS);
  });

  test('comes all the same where it never ends', () => {
    expect(judgedAt((nowMs) => nowMs)).toBe(CHECK_WITHIN_MS);
  });
});

describe('time', () => {
  test('runs everything in order, at its instant, and what is cancelled never', () => {
    const random = createRandom(1, 'test');
    const timeline = createTimeline(0);
    const ran: number[] = [];
    const planned = Array.from({ length: 500 }, () => random.whole(0, 100));
    const stops = planned.map((atMs) => timeline.at(atMs, () => ran.push(timeline.nowMs())));
    for (const stop of stops.filter((_, index) => index % 5 === 0)) stop();
    while (timeline.step(100));
    const kept = planned.filter((_, index) => index % 5 !== 0);
    expect(ran).toEqual(kept.toSorted((a, b) => a - b));
  });

  test('asleep no timer runs; the monotonic clock stops, or does not', () => {
    for (const stops of [true, false]) {
      const timeline = createTimeline(0);
      const clock = createComputerClock(timeline, 0);
      let ranAtMs = -1;
      clock.schedule(1000, () => (ranAtMs = timeline.nowMs()));
      clock.sleep(stops);
      while (timeline.step(60_000));
      expect(ranAtMs).toBe(-1);
      clock.wake();
      while (timeline.step(120_000));
      expect(ranAtMs).toBe(stops ? 61_000 : 60_000);
      expect(clock.monotonicMs()).toBe(stops ? 60_000 : 120_000);
    }
  });
});

test('oracle: in DR exactly while a concerned event is Current', () => {
  const oracle = createOracle();
  oracle.person('ada').groupIds.add('london');
  oracle.addComputer('ada');
  oracle.computer(0).signedIn = true;
  const event = { groupId: 'london', startMs: 10, endMs: 20, outlookContinuity: true };
  oracle.plan('one', { ...event, startMessage: '', endMessage: '' });
  const modes = (): readonly string[] => [9, 10, 19, 20].map((atMs) => oracle.mode(0, atMs));
  expect(modes()).toEqual(['normal', 'dr', 'dr', 'normal']);
  for (const [because, undo] of [
    [() => (oracle.computer(0).cached = false), () => (oracle.computer(0).cached = true)],
    [() => (oracle.computer(0).revoked = true), () => (oracle.computer(0).revoked = false)],
    [() => (oracle.person('ada').mayRecover = false), () => (oracle.person('ada').mayRecover = true)],
    [() => oracle.person('ada').groupIds.delete('london'), () => oracle.person('ada').groupIds.add('london')],
  ] as const) {
    because();
    expect(modes()).toEqual(['normal', 'normal', 'normal', 'normal']);
    undo();
  }
  expect(modes()).toEqual(['normal', 'dr', 'dr', 'normal']);
});

test('shrinking keeps what breaks the rule and little else', async () => {
  const script = createScript(3, { computers: 10, days: 3 });
  const culprits = script.actions.filter((_, index) => index === 40 || index === 90);
  const run = async ({ actions }: typeof script) => ({
    violation: culprits.every((one) => actions.includes(one)) ? new Violation('rule', 'broken') : null,
    atMs: culprits.at(-1)?.atMs ?? 0,
    steps: 0,
  });
  const short = await shrink(script, await run(script), run);
  expect(short.script.actions).toEqual(culprits);
  expect(short.effort).toContain(`2 of ${script.actions.length} actions`);
});
