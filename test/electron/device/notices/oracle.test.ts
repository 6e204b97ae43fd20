/** Random worlds against an oracle: mode and notices by G8 to G13, edits, moves, absences and all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveMode } from '../../../../electron/device/mode/derive-mode.ts';
import type { GoneReason } from '../../../../electron/device/mode/knowledge.ts';
import { decide } from '../../../../electron/device/notices/decide.ts';
import type { Call } from '../../../../electron/device/notices/decide.ts';
import { withStartShown } from '../../../../electron/device/notices/ledger.ts';
import type { Ledger } from '../../../../electron/device/notices/ledger.ts';
import type { DeviceEvent } from '../../../../shared/domain/device-event.ts';
import { fromMs, toMs } from '../../../../shared/domain/instant.ts';
import { GROUP, sampleEvent, sampleStanding } from '../sample-event.ts';

const EPOCH = toMs('2026-11-23T09:00:00.000Z');
const at = (minute: number): string => fromMs(EPOCH + minute * 60_000);

/** What is true, and what the device knows of it: the same, unless it is offline. */
interface World {
  minute: number;
  online: boolean;
  cachedMode: boolean;
  inGroup: boolean;
  mayRecover: boolean;
  readonly events: Map<string, DeviceEvent>;
}

type Step = (world: World) => void;
const eventId = fc.constantFrom('a', 'b', 'c');
const minutes = fc.integer({ min: -30, max: 60 });

function edit(id: string, change: (event: DeviceEvent, world: World) => Partial<DeviceEvent>): Step {
  return (world) => {
    const event = world.events.get(id);
    if (event !== undefined)
      world.events.set(id, { ...event, ...change(event, world), version: event.version + 1 });
  };
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(
    (by): Step =>
      (world) =>
        (world.minute += by),
  ),
  fc
    .tuple(eventId, minutes, fc.option(fc.integer({ min: 1, max: 90 })))
    .map(([id, from, length]): Step => (world) => {
      if (world.events.has(id)) return;
      const start = world.minute + from;
      world.events.set(
        id,
        sampleEvent({ id, start: at(start), end: length === null ? null : at(start + length) }),
      );
    }),
  fc
    .tuple(eventId, fc.constantFrom('one', 'two', ''))
    .map(([id, startMessage]) => edit(id, () => ({ startMessage }))),
  fc.tuple(eventId, minutes).map(([id, by]) =>
    edit(id, (event, { minute }) => ({
      end: at(Math.max(minute + by, (toMs(event.start) - EPOCH) / 60_000 + 1)),
    })),
  ),
  fc
    .tuple(eventId, minutes)
    .map(([id, by]) => edit(id, (_event, { minute }) => ({ start: at(minute + by), end: null }))),
  eventId.map((id) => edit(id, (event) => ({ outlookContinuity: !event.outlookContinuity }))),
  fc.constant<Step>((world) => (world.online = !world.online)),
  fc.constant<Step>((world) => (world.cachedMode = !world.cachedMode)),
  fc.constant<Step>((world) => (world.inGroup = !world.inGroup)),
  fc.constant<Step>((world) => (world.mayRecover = !world.mayRecover)),
);

/** The oracle: what may and must be told, from what the device can know. Thirty lines, no phases. */
function check(before: Seen, now: Seen, calls: readonly Call[], past: readonly Call[]): void {
  const isOn = (seen: Seen, id: string): boolean => {
    const event = seen.known.get(id);
    if (event === undefined || !event.outlookContinuity || !seen.standing || !seen.cachedMode) return false;
    return toMs(event.start) <= seen.nowMs && (event.end === null || seen.nowMs < toMs(event.end));
  };
  const told = (kind: Call['kind'], id: string, list: readonly Call[]): readonly Call[] =>
    list.filter((call) => call.kind === kind && call.event.id === id);
  const all = [...past, ...calls];
  const ids = [...new Set([...before.known.keys(), ...now.known.keys()])];
  expect(now.mode).toBe(ids.some((id) => isOn(now, id)) ? 'dr' : 'normal');
  for (const id of ids) {
    const text = now.known.get(id)?.startMessage ?? '';
    const starts = told('start', id, all).map((call) => call.text);
    const wasOn = isOn(before, id);
    const ended = hasEnded(now, id);
    expect(new Set(starts).size, 'G17: each text once').toBe(starts.length);
    expect(told('end', id, all).length, 'G11: at most one end').toBeLessThanOrEqual(1);
    if (isOn(now, id)) expect(starts, 'G13: in DR for it, it was told').toContain(text);
    else expect(told('start', id, calls), 'G8: no start unless it is on').toEqual([]);
    if (wasOn && ended) expect(told('end', id, all).length, 'G10: the end is told').toBe(1);
    else expect(told('end', id, calls), 'G8: an end only after having been on').toEqual([]);
    const left = wasOn && !isOn(now, id) && !ended;
    expect(told('left', id, calls).length, 'G12, G13: left once').toBe(left ? 1 : 0);
    expect(told('missed', id, calls).length === 0 || (starts.length === 0 && ended), 'G9').toBe(true);
  }
}

interface Seen {
  readonly known: ReadonlyMap<string, DeviceEvent>;
  readonly standing: boolean;
  readonly cachedMode: boolean;
  readonly nowMs: number;
  readonly mode: 'normal' | 'dr';
}

/** By time; one that was taken away has not ended, it was left. */
function hasEnded(seen: Seen, id: string): boolean {
  const event = seen.known.get(id);
  return event !== undefined && event.end !== null && seen.nowMs >= toMs(event.end);
}

test('mode and notices follow the oracle', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }), (steps) => {
      const world: World = {
        minute: 0,
        online: true,
        cachedMode: true,
        inGroup: true,
        mayRecover: true,
        events: new Map(),
      };
      let ledger: Ledger = new Map();
      let seen: Seen = { known: new Map(), standing: true, cachedMode: true, nowMs: EPOCH, mode: 'normal' };
      let groupIds: readonly string[] = [GROUP];
      let mayRecover = true;
      let offlineSinceMs: number | null = null;
      let lastId = 0;
      const past: Call[] = [];
      for (const act of steps) {
        act(world);
        const nowMs = EPOCH + world.minute * 60_000;
        let known = seen.known;
        const gone = new Map<string, GoneReason>();
        if (world.online) {
          known = world.inGroup ? new Map(world.events) : new Map<string, DeviceEvent>();
          groupIds = world.inGroup ? [GROUP] : [];
          mayRecover = world.mayRecover;
          for (const id of seen.known.keys()) if (!known.has(id)) gone.set(id, 'left-group');
        } else offlineSinceMs ??= seen.nowMs;
        const standing = sampleStanding({ groupIds, disasterRecovery: mayRecover });
        const device = { revoked: false, signedIn: true, cachedMode: world.cachedMode };
        const { verdicts, mode } = deriveMode(known, standing, device, nowMs);
        const decision = decide(ledger, {
          verdicts,
          gone,
          isWhole: true,
          nowMs,
          isServiceTime: true,
          offlineSinceMs,
          isShowing: () => false,
          isRepeated: () => false,
          newId: () => String((lastId += 1)),
        });
        ledger = decision.ledger;
        for (const { id, event } of decision.calls) ledger = withStartShown(ledger, event.id, id);
        if (world.online) offlineSinceMs = null;
        const next: Seen = {
          known,
          standing: groupIds.length > 0 && mayRecover,
          cachedMode: world.cachedMode,
          nowMs,
          mode,
        };
        check(seen, next, decision.calls, past);
        past.push(...decision.calls);
        seen = next;
      }
    }),
    { numRuns: 400 },
  );
});
