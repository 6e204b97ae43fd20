/** Tests following the live stream: hints, silence, loss, and looking things up while there is no stream. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RestAnswer } from '../../../../renderer/console/api/rest-types.ts';
import { followChanges } from '../../../../renderer/console/live/follow-changes.ts';
import type { Change } from '../../../../shared/http/changes.ts';
import type { Stop } from '../../../../shared/lib/emitter.ts';
import { createSteeredTimers } from '../steered-timers.ts';

const MISSING: RestAnswer<never> = {
  ok: false,
  problem: { kind: 'missing', code: '', message: '', fields: [] },
};
const AWAY: RestAnswer<never> = {
  ok: false,
  problem: { kind: 'unreachable', code: '', message: '', fields: [] },
};

/** A stream that the test writes. */
function openStream() {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const writer = writable.getWriter();
  const write = (text: string): Promise<void> => writer.write(new TextEncoder().encode(text));
  return { answer: { ok: true as const, value: new Response(readable) }, write, end: () => writer.close() };
}

let rig: ReturnType<typeof follow>;
let stop: Stop = () => {};
beforeEach(() => {
  rig = follow();
});
afterEach(() => stop());

function follow() {
  const timers = createSteeredTimers();
  const answers: RestAnswer<Response>[] = [];
  const changes: Change[] = [];
  const signals: AbortSignal[] = [];
  const state = { link: 'none', refreshed: 0, opened: 0 };
  const start = (...given: RestAnswer<Response>[]): void => {
    answers.push(...given);
    stop = followChanges({
      open: async (_, signal) => {
        state.opened += 1;
        signals.push(signal);
        return answers.shift() ?? AWAY;
      },
      timers,
      chance: () => 0,
      changed: (change) => changes.push(change),
      refresh: () => {
        state.refreshed += 1;
      },
      told: (link) => {
        state.link = link;
      },
    });
  };
  return { timers, changes, signals, state, start };
}

test('hints of the stream are handed on; what is no hint is passed over', async () => {
  const stream = openStream();
  rig.start(stream.answer);
  await expect.poll(() => rig.state.link).toBe('live');
  await stream.write(
    'data: {"kind":"device","id":"d1"}\n\ndata: nonsense\n\ndata: {"kind":"from the future"}\n\n',
  );
  await stream.write('data: {"kind":"clock"}\n\n');
  await expect.poll(() => rig.changes).toEqual([{ kind: 'device', id: 'd1' }, { kind: 'clock' }]);
});

test('a live stream needs no looking up', async () => {
  rig.start(openStream().answer);
  await expect.poll(() => rig.state.link).toBe('live');
  rig.timers.advance(30_000);
  expect(rig.state.refreshed).toBe(0);
});

test('without the stream it looks every five seconds, and seldom asks for the stream again', async () => {
  rig.start(MISSING);
  await expect.poll(() => rig.state.link).toBe('polling');
  rig.timers.advance(30_000);
  expect(rig.state).toMatchObject({ refreshed: 6, opened: 1 });
  rig.timers.advance(30_000);
  expect(rig.state.opened).toBe(2);
});

test('a stream that is lost comes back, and what changed meanwhile is read', async () => {
  const first = openStream();
  const second = openStream();
  rig.start(first.answer, AWAY, second.answer);
  await expect.poll(() => rig.state.link).toBe('live');
  await first.end();
  await expect.poll(() => rig.state.link).toBe('polling');
  rig.timers.advance(1000);
  await expect.poll(() => rig.state.opened).toBe(2);
  const before = rig.state.refreshed;
  const linkLater = (): string => {
    rig.timers.advance(1000);
    return rig.state.link;
  };
  await expect.poll(linkLater).toBe('live');
  expect(rig.state.refreshed).toBeGreaterThan(before);
});

test('a stream that falls silent is given up', async () => {
  rig.start(openStream().answer);
  await expect.poll(() => rig.state.link).toBe('live');
  expect(rig.signals[0]?.aborted).toBe(false);
  const isAbortedLater = (): boolean | undefined => {
    rig.timers.advance(10_000);
    return rig.signals[0]?.aborted;
  };
  await expect.poll(isAbortedLater).toBe(true);
});
