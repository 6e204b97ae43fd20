/** The simulator itself: scripts that once found a bug, and the first seeds; CI simulates hundreds of others beside (guarantees, "The simulator"). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import { openSimulator, type Simulator } from './places.ts';
import { REGRESSIONS } from './regressions.ts';
import { createScript, type Script } from './script.ts';
import type { Size } from './size.ts';
import { simulate, USUAL_SIZE } from './simulate.ts';

const SEEDS = [1, 2, 3];
const SEED_TIMEOUT_MS = 120_000;

let simulator: Simulator;
beforeAll(() => {
  simulator = openSimulator();
});
afterAll(() => {
  simulator.close();
});

describe('regressions', () => {
  test.for(REGRESSIONS)('$name', { timeout: SEED_TIMEOUT_MS }, async ({ script }) => {
    expect((await simulator.run(script)).violation).toBeNull();
  });
});

describe('seeds', () => {
  test.for(SEEDS)('seed %i', { timeout: SEED_TIMEOUT_MS }, async (seed) => {
    expect((await simulate(simulator, seed, USUAL_SIZE, { shrink: true })).lines).toEqual([]);
  });
});

describe('a check does not miss what is still on its way', () => {
  const checkMs = 3 * MINUTE_MS;
  const offsets = [-60, -40, -20, 0];
  const created = { do: 'create', event: 0, group: 0, outlookContinuity: true } as const;
  const scriptOf = (startInMs: number, lengthMs: number): Script => ({
    seed: 1,
    computers: 1,
    days: 1,
    actions: [
      { atMs: 0, deed: { ...created, startInMs, lengthMs } },
      { atMs: checkMs, deed: { do: 'check' } },
    ],
  });
  test.for(offsets)('of an event that starts or ends %i ms after it', async (offsetMs) => {
    const starting = await simulator.run(scriptOf(checkMs + offsetMs, HOUR_MS));
    const ending = await simulator.run(scriptOf(0, checkMs + offsetMs));
    expect([starting.violation, ending.violation]).toEqual([null, null]);
  });
});

test('the same seed is the same run, to the step', { timeout: SEED_TIMEOUT_MS }, async () => {
  const size = { computers: 5, days: 2 };
  const traces = [await traceOf(7, size), await traceOf(7, size)];
  expect(traces[0]?.length).toBeGreaterThan(100);
  expect(traces[0]).toEqual(traces[1]);
});

async function traceOf(seed: number, size: Size): Promise<readonly string[]> {
  const own = openSimulator();
  const lines: string[] = [];
  try {
    const script = createScript(seed, size);
    const { steps } = await own.run(script, (atMs, computer, what) =>
      lines.push(`${atMs} ${computer} ${what}`),
    );
    return [...lines, `${steps} steps`];
  } finally {
    own.close();
  }
}
