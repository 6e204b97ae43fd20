// @ts-check
// npm run check: everything a machine can judge without running the product, side by side.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BuildError, nodeTool, projectRoot, runMain } from './run-command.mjs';

const usage = `usage: npm run check [-- NAME...]

Runs all checks, or those named: types, lint, format, borders, unused, sizes, lock, electron.
Exit code 0 if all pass, 1 if one fails, 2 on bad usage.`;

// The project's CI machines have two cores.
const atOnce = 2;

/** @typedef {{name: string, command: {command: string, args: string[]}}} Check */
/** @typedef {{name: string, passed: boolean, seconds: number, output: string}} Outcome */

/** @param {string} config */
const compile = (config) =>
  nodeTool('typescript-native/bin/tsc', ['-p', config, '--pretty', process.stdout.isTTY ? 'true' : 'false']);
/** @param {string[]} args */
const lint = (...args) => nodeTool('eslint/bin/eslint.js', [...args, '--max-warnings', '0']);
/** @param {string} script */
const own = (script) => ({
  command: process.execPath,
  args: [path.join(import.meta.dirname, 'checks', script)],
});

const rooms = ['shared', 'electron', 'renderer', 'service', 'lab', 'test', 'build'];

/** @returns {Check[]} the slowest first, so that the others fit in beside them */
function allChecks() {
  const present = rooms.filter((room) => existsSync(path.join(projectRoot, room)));
  return [
    // In two processes, since one alone takes longer than all the other checks together.
    { name: 'lint: all but tests', command: lint('.', '--ignore-pattern', 'test/') },
    { name: 'lint: tests', command: lint('test') },
    { name: 'types: node', command: compile('tsconfig.json') },
    { name: 'types: renderer', command: compile('renderer/tsconfig.json') },
    { name: 'types: renderer tests', command: compile('test/renderer/tsconfig.json') },
    { name: 'types: end-to-end tests', command: compile('test/e2e/tsconfig.json') },
    { name: 'types: oldest Electron', command: compile('tsconfig.floor.json') },
    {
      name: 'unused',
      command: nodeTool('knip/bin/knip.js', ['--config', 'build/knip.json', '--no-progress']),
    },
    {
      name: 'borders',
      command: nodeTool('dependency-cruiser/bin/dependency-cruise.mjs', [
        '--config',
        'build/borders.config.mjs',
        ...present,
      ]),
    },
    {
      name: 'format',
      command: nodeTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
    },
    { name: 'sizes', command: own('sizes.mjs') },
    { name: 'lock', command: own('lock-file.mjs') },
    { name: 'electron', command: own('electron-age.mjs') },
  ];
}

/**
 * @param {Check} check
 * @returns {Promise<Outcome>}
 */
function run({ name, command: { command, args } }) {
  const startedAt = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ name, passed: code === 0, seconds: (Date.now() - startedAt) / 1000, output: output.trim() });
    });
  });
}

/** @param {Outcome} outcome */
function report({ name, passed, seconds, output }) {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
  if (output !== '') console.log(output.replace(/^/gm, '     '));
}

/**
 * @param {Check[]} checks
 * @returns {Promise<Outcome[]>}
 */
async function runAll(checks) {
  const waiting = [...checks];
  /** @type {Outcome[]} */
  const outcomes = [];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await run(check);
      report(outcome);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return outcomes;
}

/** @param {string[]} names */
function selectChecks(names) {
  const checks = allChecks();
  const unknown = names.filter((name) => !checks.some((check) => check.name.startsWith(name)));
  if (unknown.length > 0) return undefined;
  return names.length === 0
    ? checks
    : checks.filter((check) => names.some((name) => check.name.startsWith(name)));
}

await runMain(async () => {
  const names = process.argv.slice(2);
  if (names.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const checks = selectChecks(names);
  if (!checks) {
    console.error(usage);
    return 2;
  }
  if (!existsSync(path.join(projectRoot, 'node_modules')))
    throw new BuildError('Run `npm ci` or `node build/setup.mjs` first.');
  const outcomes = await runAll(checks);
  const failed = outcomes.filter(({ passed }) => !passed).length;
  const summary = { passed: outcomes.length - failed, failed, skipped: 0 };
  mkdirSync(path.join(projectRoot, 'test-results'), { recursive: true });
  writeFileSync(path.join(projectRoot, 'test-results/check.json'), JSON.stringify(summary));
  console.log(`checks: ${summary.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
