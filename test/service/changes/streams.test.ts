/** The stream of changes: each once, not too often, to whoever reads, for as long as they may. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChangeFeed } from '../../../service/changes/change-feed.ts';
import { changesOf, gather, MAX_IDS_OF_A_KIND, NOTHING_GATHERED } from '../../../service/changes/gather.ts';
import { createChangeStreams, MAX_STREAMS } from '../../../service/changes/streams.ts';
import { MAX_UNREAD_BYTES } from '../../../service/http/event-streams.ts';
import {
  CHANGE_INTERVAL_MS,
  CHANGE_KINDS,
  KEEP_ALIVE_MS,
  type Change,
} from '../../../shared/http/changes.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';
import { steeredClock } from '../mailbox/steered-clock.ts';

const anyChange: fc.Arbitrary<Change> = fc.record(
  { kind: fc.constantFrom(...CHANGE_KINDS), id: fc.constantFrom('a', 'b', 'c') },
  { requiredKeys: ['kind'] },
);

function open() {
  const clock = steeredClock(0);
  const feed = createChangeFeed(clock.schedule);
  const accessMoved = createEmitter<unknown>();
  const failures: unknown[] = [];
  const failed = (error: unknown) => failures.push(error);
  const { schedule } = clock;
  const streams = createChangeStreams({ feed, accessMoved: accessMoved.subscribe, failed, schedule });
  return { clock, feed, accessMoved, failures, streams };
}

const all = { isWanted: () => true, isStill: () => Promise.resolve(true) };
/** What streams do, they do after this turn of the event loop. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('gathering', () => {
  test('nothing that changed is missing, and nothing comes twice', () => {
    fc.assert(
      fc.property(fc.array(anyChange), (given) => {
        const told = changesOf(given.reduce(gather, NOTHING_GATHERED));
        const keys = told.map((change) => JSON.stringify(change));
        expect(new Set(keys).size).toBe(keys.length);
        for (const { kind, id } of given)
          expect(told.some((one) => one.kind === kind && (one.id === undefined || one.id === id))).toBe(true);
        for (const one of told) expect(given.some(({ kind }) => kind === one.kind)).toBe(true);
      }),
    );
  });

  test('too many of a kind become the kind', () => {
    const many = Array.from({ length: MAX_IDS_OF_A_KIND + 1 }, (_, index) => ({
      kind: 'device' as const,
      id: String(index),
    }));
    expect(changesOf(many.reduce(gather, NOTHING_GATHERED))).toEqual([{ kind: 'device' }]);
    expect(changesOf(many.slice(1).reduce(gather, NOTHING_GATHERED))).toHaveLength(MAX_IDS_OF_A_KIND);
  });
});

describe('streams', () => {
  test('a kind and id comes at most once an interval, and only to those it concerns', () => {
    const { clock, feed, streams } = open();
    const everything = streams.open(all);
    const groups = streams.open({ ...all, isWanted: ({ kind }) => kind === 'group' });
    for (let times = 0; times < 5; times += 1) feed.tell({ kind: 'device', id: 'd' });
    clock.advance(CHANGE_INTERVAL_MS - 1);
    expect(String(everything.read())).toBe(': connected\n\n');
    clock.advance(1);
    expect(String(everything.read())).toBe('data: {"kind":"device","id":"d"}\n\n');
    expect(String(groups.read())).toBe(': connected\n\n');
    feed.tell({ kind: 'group' });
    clock.advance(CHANGE_INTERVAL_MS);
    expect(String(groups.read())).toBe('data: {"kind":"group"}\n\n');
  });

  test('a comment keeps a quiet stream alive, and after a while it ends', async () => {
    const { clock, streams } = open();
    const stream = streams.open(all);
    stream.read();
    clock.advance(KEEP_ALIVE_MS);
    expect(String(stream.read())).toBe(': still here\n\n');
    stream.resume();
    for (let minutes = 0; minutes < 60; minutes += 1) {
      clock.advance(60_000);
      await turn();
    }
    expect(stream.readableEnded).toBe(true);
    expect(streams.count()).toBe(0);
  });

  test('it ends when who opened it would be let in no more, and in doubt', async () => {
    const { clock, accessMoved, failures, streams } = open();
    let still = true;
    const signedOut = streams.open({ ...all, isStill: () => Promise.resolve(still) });
    const doubted = streams.open({ ...all, isStill: () => Promise.reject(new Error('no database')) });
    for (const stream of [signedOut, doubted]) stream.resume();
    accessMoved.emit(null);
    await turn();
    expect([signedOut.readableEnded, doubted.readableEnded, failures.length]).toEqual([false, true, 1]);
    still = false;
    clock.advance(KEEP_ALIVE_MS);
    await turn();
    expect(signedOut.readableEnded).toBe(true);
    expect(streams.count()).toBe(0);
  });

  test('a drain ends those who read, and does not wait for those who do not', async () => {
    const { streams } = open();
    const [reader, sleeper] = [streams.open(all), streams.open(all)];
    reader.resume();
    await turn();
    streams.end();
    await turn();
    expect([reader.readableEnded, sleeper.readableEnded, sleeper.destroyed]).toEqual([true, false, true]);
    expect(streams.count()).toBe(0);
  });

  test('whoever does not read is dropped, before much has gathered', async () => {
    const { clock, feed, streams } = open();
    const slow = streams.open(all);
    const id = 'x'.repeat(1000);
    let told = 0;
    while (!slow.destroyed && told < 1000) {
      feed.tell({ kind: 'device', id: `${id}${told}` });
      clock.advance(CHANGE_INTERVAL_MS);
      told += 1;
    }
    expect(slow.destroyed).toBe(true);
    expect(told * id.length).toBeLessThan(3 * MAX_UNREAD_BYTES);
    await turn();
    expect(streams.count()).toBe(0);
  });

  test('more than so many are refused, and room is made by those who leave', async () => {
    const { streams } = open();
    const opened = Array.from({ length: MAX_STREAMS }, () => streams.open(all));
    expect(() => streams.open(all)).toThrow('too many');
    opened[0]?.destroy();
    await turn();
    expect(() => streams.open(all)).not.toThrow();
  });
});
