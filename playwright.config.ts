// How the end-to-end tests run: real Electron and a real browser, one at a time.
import { defineConfig } from '@playwright/test';
import { findElectron } from './build/ensure-electron.mjs';

// So that a single test can be run without `npm test`, which sets this itself. Playwright looks Electron up by it.
const electron = findElectron();
if (electron) process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= electron.dist;

const testTimeoutMs = 90_000;
const expectTimeoutMs = 15_000;

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  timeout: testTimeoutMs,
  expect: { timeout: expectTimeoutMs },
  // Each test starts an Electron and a service of its own; side by side they would only steal each other's time.
  workers: 1,
  fullyParallel: false,
  // A test that passes at the second try hides a fault.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/playwright.json' }],
    ['junit', { outputFile: 'test-results/playwright.xml' }],
  ],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
