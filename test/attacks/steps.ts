/** Tells in how many steps a work is done between which the loop goes round: by a clock on which every step takes a whole turn. */
import { vi } from 'vitest';

const A_TURN_MS = 10;

/** How often the loop went round while this was done, and in which round each `noted` was called. */
export async function stepsOf(
  work: (noted: () => void) => Promise<unknown>,
): Promise<{ readonly rounds: number; readonly noted: readonly number[] }> {
  let rounds = 0;
  const noted: number[] = [];
  let heartbeat = setImmediate(function beat() {
    rounds += 1;
    heartbeat = setImmediate(beat);
  });
  let nowMs = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += A_TURN_MS));
  try {
    await work(() => noted.push(rounds));
  } finally {
    clearImmediate(heartbeat);
    clock.mockRestore();
    // The turn that began by the other clock ends with this round.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { rounds, noted };
}
