// @ts-check
// Adds up what the suites report, and prints it as one plain line: `N passed, N failed, N skipped`.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot, runMain } from './run-command.mjs';

/** @typedef {{passed: number, failed: number, skipped: number}} Summary */

/** @typedef {{numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, success: boolean}} VitestReport */
/** @typedef {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}, errors: unknown[]}} PlaywrightReport */

/** @param {VitestReport} report @returns {Summary} */
export function vitestSummary({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, success }) {
  // A file that cannot be loaded has no tests to count, and is a failure all the same.
  const failed = success ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

/** @param {PlaywrightReport} report @returns {Summary} */
export function playwrightSummary({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** @param {Summary} report @returns {Summary} */
const ownSummary = (report) => report;

export const suites = {
  check: { file: 'test-results/check.json', read: ownSummary },
  vitest: { file: 'test-results/vitest.json', read: vitestSummary },
  playwright: { file: 'test-results/playwright.json', read: playwrightSummary },
  commands: { file: 'test-results/commands.json', read: ownSummary },
  simulation: { file: 'test-results/simulation.json', read: ownSummary },
};

/**
 * A suite that left no report failed before it could write one.
 * @param {keyof typeof suites} name
 * @returns {Summary}
 */
export function suiteSummary(name) {
  const { file, read } = suites[name];
  const place = path.join(projectRoot, file);
  if (!existsSync(place)) return { passed: 0, failed: 1, skipped: 0 };
  return read(JSON.parse(readFileSync(place, 'utf8')));
}

/** @param {Summary[]} summaries @returns {Summary} */
export function add(summaries) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of summaries) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** @param {Summary} summary */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() => {
    const total = add(
      Object.keys(suites).map((name) => suiteSummary(/** @type {keyof typeof suites} */ (name))),
    );
    console.log(summaryLine(total));
    return total.failed === 0 ? 0 : 1;
  });
}
