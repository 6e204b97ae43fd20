/** The fuzzer itself: it finds what is hidden behind several conditions, tells failures apart, and repeats itself for a seed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../service/temporary-folder.ts';
import type { Coverage } from './harness/coverage.ts';
import { promise, type FuzzTarget } from './harness/fuzz-target.ts';
import { createInputs } from './harness/inputs.ts';
import { createRandom } from './harness/random.ts';
import { runTarget, type RunSummary } from './harness/run-target.ts';

const WORD = 'FUZZ';

/** Fails for one word of four letters, which nobody guesses at once, and tells of each letter on the way as V8 would. */
function hiddenWord(): { readonly target: FuzzTarget; readonly coverage: Coverage } {
  let reached = new Set<string>();
  const run = (input: Uint8Array): void => {
    const text = Buffer.from(input).toString('latin1');
    let right = 0;
    while (right < WORD.length && text[right] === WORD[right]) right += 1;
    reached.add(`block ${right}`);
    promise(right < WORD.length, `the word number ${text.length}`);
  };
  const take = (): ReadonlySet<string> => {
    const taken = reached;
    reached = new Set();
    return taken;
  };
  return {
    target: {
      seeds: [Buffer.from('AAAA')],
      grammar: fc.constant(Buffer.from('BBBB')),
      words: [],
      open: async () => ({ run, close: async () => undefined }),
    },
    coverage: { take, stop: () => undefined },
  };
}

const run = (coverage: Coverage, target: FuzzTarget, folder: string): Promise<RunSummary> =>
  runTarget({ name: 'x', target, coverage, seed: 1, durationMs: 8000, first: [], findingsFolder: folder });

test('what reaches something new is kept and leads further; alike failures are one finding, with its input', async () => {
  const { target, coverage } = hiddenWord();
  const folder = temporaryFolder();
  const { findings, kept } = await run(coverage, target, folder);
  expect(kept).toBeGreaterThanOrEqual(2);
  expect(findings).toMatchObject([{ message: expect.stringContaining('the word number') as string }]);
  expect(readFileSync(findings[0]?.reproducer ?? '', 'latin1').startsWith(WORD)).toBe(true);
  expect(path.dirname(findings[0]?.reproducer ?? '')).toBe(path.join(folder, 'x'));
});

test('an error that reaches nobody is a finding too', async () => {
  const { target } = hiddenWord();
  const stray: FuzzTarget = {
    ...target,
    open: async () => ({
      run: async () => {
        void Promise.reject(new Error('nobody listens'));
        await new Promise((resolve) => setImmediate(resolve));
      },
      close: async () => undefined,
    }),
  };
  const coverage = { take: () => new Set<string>(), stop: () => undefined };
  const { findings } = await runTarget({
    ...{ name: 'x', target: stray, coverage, seed: 1, durationMs: 0 },
    ...{ first: [Buffer.from('a')], findingsFolder: temporaryFolder() },
  });
  expect(findings).toMatchObject([{ message: expect.stringContaining('nobody listens') as string }]);
});

test('the same seed makes the same inputs', () => {
  const made = (seed: number): readonly string[] => {
    const inputs = createInputs(hiddenWord().target, createRandom(seed));
    return Array.from({ length: 200 }, () => Buffer.from(inputs.next()).toString('hex'));
  };
  expect(made(7)).toEqual(made(7));
  expect(made(7)).not.toEqual(made(8));
});
