// The last line of a test run: no failure may vanish in the sum.
import { describe, expect, test } from 'vitest';
import { add, playwrightSummary, summaryLine, vitestSummary } from '../../build/test-summary.mjs';

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, success: true };
const playwright = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 1 }, errors: [] };

describe('the sum of all suites', () => {
  test('is one plain line', () => {
    const total = add([vitestSummary(vitest), playwrightSummary(playwright)]);
    expect(summaryLine(total)).toBe('5 passed, 0 failed, 3 skipped');
  });

  test('counts a test file that cannot be loaded as a failure', () => {
    expect(vitestSummary({ ...vitest, success: false }).failed).toBe(1);
  });

  test('counts failed tests once', () => {
    expect(vitestSummary({ ...vitest, numFailedTests: 2, success: false }).failed).toBe(2);
  });

  test('counts a flaky test and an error outside of tests as failures', () => {
    const stats = { ...playwright.stats, unexpected: 1, flaky: 1 };
    expect(playwrightSummary({ stats, errors: [{}] }).failed).toBe(3);
  });
});
