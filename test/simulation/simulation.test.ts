/** The simulator itself: scripts that once found a bug, and the first seeds; CI simulates hundreds of others beside (guarantees, "The simulator"). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSimulator, type Simulator } from './places.ts';
import { REGRESSIONS } from './regressions.ts';
import { createScript } from './script.ts';
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
