/** Tests how often the service is asked: once at a time, not in storms, and not for nobody. */
import { describe, expect, test } from 'vitest';
import { createReader, REFRESH_INTERVAL_MS, type Source } from '../../../../renderer/console/query/reader.ts';
import { createSteeredTimers } from '../steered-timers.ts';

interface Counted {
  readonly value: number;
  readonly stale: boolean;
}

/** A source whose requests a test answers when it likes. */
function rig() {
  const timers = createSteeredTimers();
  const requests: { readonly signal: AbortSignal; readonly answer: (value: number) => Promise<void> }[] = [];
  const source: Source<Counted> = {
    initial: { value: 0, stale: true },
    stale: ({ value }) => ({ value, stale: true }),
    next: ({ stale }) =>
      stale
        ? (signal) =>
            new Promise((resolve) => {
              requests.push({
                signal,
                async answer(value) {
                  resolve(() => ({ value, stale: false }));
                  await Promise.resolve();
                },
              });
            })
        : null,
  };
  return { timers, requests, reader: createReader(source, timers) };
}

describe('a reader', () => {
  test('asks once for however many look, and tells them all', async () => {
    const { reader, requests } = rig();
    const told: string[] = [];
    reader.look(() => told.push('a'));
    reader.look(() => told.push('b'));
    expect(requests).toHaveLength(1);
    await requests[0]?.answer(7);
    expect(reader.get()).toEqual({ value: 7, stale: false });
    expect(told).toEqual(['a', 'b']);
  });

  test('a storm of hints becomes one request an interval', async () => {
    const { reader, requests, timers } = rig();
    reader.look(() => {});
    await requests[0]?.answer(1);
    for (let hint = 0; hint < 50; hint += 1) reader.refresh();
    expect(requests).toHaveLength(2);
    await requests[1]?.answer(2);
    for (let hint = 0; hint < 50; hint += 1) reader.refresh();
    expect(requests).toHaveLength(2);
    timers.advance(REFRESH_INTERVAL_MS);
    expect(requests).toHaveLength(3);
  });

  test('a hint that comes while the answer is on its way is not lost', async () => {
    const { reader, requests, timers } = rig();
    reader.look(() => {});
    reader.refresh();
    expect(requests).toHaveLength(1);
    await requests[0]?.answer(1);
    timers.advance(REFRESH_INTERVAL_MS);
    expect(requests).toHaveLength(2);
  });

  test('what the person changed here is read at once, and an older answer does not stand for it', async () => {
    const { reader, requests, timers } = rig();
    reader.look(() => {});
    await requests[0]?.answer(1);
    reader.refresh();
    reader.refreshNow();
    await requests[1]?.answer(1);
    timers.advance(REFRESH_INTERVAL_MS);
    expect(requests).toHaveLength(3);
  });

  test('gives up when nobody looks, and begins anew when somebody does', async () => {
    const { reader, requests } = rig();
    const stop = reader.look(() => {});
    stop();
    expect(requests[0]?.signal.aborted).toBe(true);
    await requests[0]?.answer(1);
    expect(reader.get()).toEqual({ value: 0, stale: true });
    reader.look(() => {});
    expect(requests).toHaveLength(2);
  });

  test('hints read nothing that nobody looks at', async () => {
    const { reader, requests, timers } = rig();
    const stop = reader.look(() => {});
    await requests[0]?.answer(1);
    stop();
    timers.advance(REFRESH_INTERVAL_MS);
    reader.refresh();
    timers.advance(REFRESH_INTERVAL_MS);
    expect(requests).toHaveLength(1);
    reader.look(() => {});
    expect(requests).toHaveLength(2);
    expect(reader.get().value).toBe(1);
  });
});
