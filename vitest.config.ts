// Which tests Vitest runs, where, and with what limits.
import { defineConfig } from 'vitest/config';

// The project's CI machines have two cores. Two workers keep them half busy (112 of 200 %), since tests wait for disks, timers and processes.
const workers = 3;
// A last net for what hangs: on a busy machine everything takes ten times as long. What is promised within a time is
// asserted by the test itself, and what stands still is told by `test/waiting`.
const testTimeoutMs = 300_000;
const hookTimeoutMs = 300_000;
const pollTimeoutMs = 120_000;

export default defineConfig({
  test: {
    globals: false,
    // Loading the modules anew for each file took a third of the time, and none of them keeps anything.
    isolate: false,
    globalSetup: ['test/programs/build-programs.ts'],
    pool: 'forks',
    maxWorkers: workers,
    testTimeout: testTimeoutMs,
    hookTimeout: hookTimeoutMs,
    expect: { poll: { timeout: pollTimeoutMs } },
    restoreMocks: true,
    unstubEnvs: true,
    outputFile: { json: 'test-results/vitest.json', junit: 'test-results/vitest.xml' },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**', 'test/e2e/**', 'test/corpus/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/renderer/patience.ts'],
          // Fluent's modules leave out file extensions, which only a bundler forgives.
          server: { deps: { inline: [/@fluentui/] } },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      reportsDirectory: 'test-results/coverage',
      include: ['{electron,lab,renderer,service,shared}/**/*.{ts,tsx}'],
    },
  },
});
