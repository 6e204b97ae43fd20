// How the end-to-end tests run: real Electron and a real browser.
import { defineConfig } from '@playwright/test';
import { findElectron } from './build/ensure-electron.mjs';

// So that a single test can be run without `npm test`, which sets this itself. Playwright looks Electron up by it.
const electron = findElectron();
if (electron) process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= electron.dist;

/** Of the console alone. Two of these may run at once; two companions would fight for the focus. */
const ofTheConsole = /[\\/](?:access|console(?!-window)[a-z-]*|mail-flow|passkeys|second-factor)\.spec\.ts$/;

// For what hangs, not for what is slow; a promise with a time is asserted by the test itself.
const testTimeoutMs = 180_000;
const expectTimeoutMs = 45_000;

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: ['./test/programs/build-programs.ts', './test/e2e/demo-folder.ts'],
  outputDir: 'test-results/e2e',
  timeout: testTimeoutMs,
  expect: { timeout: expectTimeoutMs },
  // The project's CI machines have two cores: one is at the app's tests until they are done, and then both at the console's.
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: 'app', testIgnore: ofTheConsole, workers: 1 },
    { name: 'console', testMatch: ofTheConsole },
  ],
  // A test that passes at the second try hides a fault.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/playwright.json' }],
    ['junit', { outputFile: 'test-results/playwright.xml' }],
  ],
  // A trace makes each test half as long again: CONTINUITY_TRACE=1 keeps those of tests that fail.
  use: {
    trace: process.env['CONTINUITY_TRACE'] === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
