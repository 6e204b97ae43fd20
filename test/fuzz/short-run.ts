/** Runs targets for a moment as tests: past findings first, then a seed that is always the same and one that never is. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { regressions, SHARED_CORPORA } from './harness/corpora.ts';
import { startCoverage, type Coverage } from './harness/coverage.ts';
import { runTarget } from './harness/run-target.ts';
import { loadTarget, type TargetName } from './targets.ts';

/** The whole of it is `npm run fuzz`; this finds what breaks at once. */
const SECONDS = 1;
const FIXED_SEED = 20_261_123;
/** A busy machine, a service to start, and what the watchdog grants one input. */
const TIMEOUT_MS = 120_000;

export function testTargets(names: readonly TargetName[]): void {
  let coverage: Coverage;
  beforeAll(() => {
    coverage = startCoverage();
    if (!existsSync(SHARED_CORPORA))
      console.log(`${SHARED_CORPORA} is not here: only the project's own corpora`);
    return () => coverage.stop();
  });
  const randomSeed = Date.now() % 2 ** 31;
  describe.each(names)('%s keeps its promises', (name) => {
    test.each([FIXED_SEED, randomSeed])('seed %i', { timeout: TIMEOUT_MS }, async (seed) => {
      const { target } = await loadTarget(name);
      const { executions, findings } = await runTarget({
        name,
        target,
        coverage,
        seed,
        durationMs: SECONDS * 1000,
        first: regressions(name),
        findingsFolder: 'test-results/fuzz',
      });
      console.log(`${name}: ${executions} executions, ${findings.length} findings (seed ${seed})`);
      expect(findings).toEqual([]);
      expect(executions).toBeGreaterThan(0);
    });
  });
}
