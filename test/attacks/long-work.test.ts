/** Work that is long by right takes turns: the loop goes round while it is done, however fast the machine is. */
import { expect, test } from 'vitest';
import { readCsv } from '../../service/csv/read-csv.ts';
import { inLevels } from '../../service/csv/in-levels.ts';
import { jsonPieces } from '../../service/json-text.ts';
import { createSlice } from '../../service/loop-turns.ts';

/** How often the loop went round while this was done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let heartbeat: NodeJS.Immediate;
  const beat = (): void => {
    turns += 1;
    heartbeat = setImmediate(beat);
  };
  heartbeat = setImmediate(beat);
  await work();
  clearImmediate(heartbeat);
  return turns;
}

const LINES = 20_000;

test('a file of 20,000 lines is read in turns', async () => {
  const lines = Array.from(
    { length: LINES },
    (_, n) => `person.${String(n)}@example.com,"Person ""${String(n)}"""`,
  );
  const bytes = Buffer.from(`email,displayName\r\n${lines.join('\r\n')}\r\n`);
  const columns = ['email', 'displayName'];
  expect(await turnsDuring(() => readCsv(bytes, columns, ['email']))).toBeGreaterThan(5);
});

test('the order of 20,000 lines is found in turns', async () => {
  const items = Array.from({ length: LINES }, (_, n) => `${String(n)} ${String(n + 1)}`);
  const naming = {
    ownedBy: (item: string) => item.split(' ', 1),
    names: (item: string) => item.split(' ').slice(1),
  };
  expect(await turnsDuring(() => inLevels(items, naming))).toBeGreaterThan(2);
});

test('an answer of 100,000 items is written in turns, as JSON writes it', async () => {
  const value = {
    list: Array.from({ length: 100_000 }, (_, n) => ({ id: `p${String(n)}`, none: undefined, at: [n] })),
  };
  let pieces: readonly Buffer[] = [];
  const turns = await turnsDuring(async () => {
    pieces = await jsonPieces(value);
  });
  expect(turns).toBeGreaterThan(5);
  expect(Buffer.concat(pieces).toString()).toBe(JSON.stringify(value));
});

test('works that rest at once take turns one by one, not in a row', async () => {
  let turn = 0;
  const workersOf = new Map<number, Set<number>>();
  let heartbeat = setImmediate(function beat() {
    turn += 1;
    heartbeat = setImmediate(beat);
  });
  const work = async (worker: number): Promise<void> => {
    const slice = createSlice();
    for (let step = 0; step < 20; step += 1) {
      workersOf.set(turn, (workersOf.get(turn) ?? new Set<number>()).add(worker));
      const untilMs = performance.now() + 2;
      while (performance.now() < untilMs);
      await slice.rest();
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, worker) => work(worker)));
  clearImmediate(heartbeat);
  workersOf.delete(0);
  // Two where the queue was empty in between.
  expect(Math.max(...Array.from(workersOf.values(), (workers) => workers.size))).toBeLessThanOrEqual(2);
  expect(workersOf.size).toBeGreaterThan(8);
});
