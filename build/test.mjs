// @ts-check
// npm test: every test that needs no extra server, those in real Electron included.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.mjs';
import { nodeTool, projectRoot, runMain, runVisibly } from './run-command.mjs';
import { setUp } from './setup.mjs';
import { add, suiteSummary, suites, summaryLine } from './test-summary.mjs';
import { openDisplay } from './virtual-display.mjs';

const usage = `usage: npm test [-- FILTER...]

Sets up what is missing, builds what changed, and runs all tests, or those whose file matches a filter.
The last line is the total: N passed, N failed, N skipped. Reports are in test-results/.
Exit code 0 if no test failed, 1 otherwise, 2 on bad usage.`;

/** @param {string} line */
const say = (line) => {
  console.log(`[test] ${line}`);
};

/** @param {string[]} filters */
function runVitest(filters) {
  const reporters = ['default', 'json', 'junit'].map((name) => `--reporter=${name}`);
  const { command, args } = nodeTool('vitest/vitest.mjs', [
    'run',
    ...reporters,
    '--passWithNoTests',
    ...filters,
  ]);
  return runVisibly(command, args);
}

/** @param {string[]} filters @param {NodeJS.ProcessEnv} env */
function runPlaywright(filters, env) {
  const { command, args } = nodeTool('@playwright/test/cli.js', ['test', '--pass-with-no-tests', ...filters]);
  return runVisibly(command, args, { env: { ...process.env, ...env } });
}

/** @param {string[]} filters */
async function runTests(filters) {
  const runtime = await setUp();
  buildAll({ say });
  for (const { file } of [suites.vitest, suites.playwright])
    rmSync(path.join(projectRoot, file), { force: true });

  const unitCode = runVitest(filters);
  const display = await openDisplay();
  if (display.virtual) say('there is no display: windows open on a virtual one (Xvfb)');
  const endToEndCode = runPlaywright(filters, { ...display.env, ELECTRON_OVERRIDE_DIST_PATH: runtime.dist });
  await display.stop();

  const total = add([suiteSummary('vitest'), suiteSummary('playwright')]);
  const ran = total.passed + total.failed + total.skipped;
  if (ran === 0) say(`no test matches ${filters.join(' ') || 'anything'}`);
  console.log(summaryLine(total));
  return unitCode === 0 && endToEndCode === 0 && total.failed === 0 && ran > 0 ? 0 : 1;
}

await runMain(() => {
  const filters = process.argv.slice(2);
  if (filters.includes('--help')) {
    console.log(usage);
    return 0;
  }
  if (filters.some((filter) => filter.startsWith('-'))) {
    console.error(usage);
    return 2;
  }
  return runTests(filters);
});
