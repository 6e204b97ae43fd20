// @ts-check
// The shortest form of each command that the README names: it shows that the command works, not what it measures.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../run-command.mjs';
import { startNpm } from './spoken-process.mjs';

/** @typedef {'passed' | 'skipped'} Outcome */
/** @typedef {{name: string, alone?: boolean, run: () => Promise<Outcome>}} Form throws with what went wrong; `alone`: nothing beside it, because it builds anew */

const passed = /** @type {const} */ ('passed');
const demoEmail = 'katharina.brandt@northwind.example';
const demoPassword = 'demo-continuity';

/**
 * @param {string[]} args
 * @returns {Promise<string>} what it said
 */
async function succeeds(args) {
  const child = startNpm(args);
  const code = await child.exited;
  if (code !== 0) throw new Error(`exit code ${code}:\n${child.said()}`);
  return child.said();
}

/** @param {string[]} args @returns {Form} */
const plain = (args) => ({
  name: `npm ${args.join(' ')}`,
  run: async () => {
    await succeeds(args);
    return passed;
  },
});

/** @template Result @param {(folder: string) => Promise<Result>} work */
async function inFolder(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'continuity-commands-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Ctrl+C reaches npm as well, which dies of it when what it runs has ended.
 * @param {import('./spoken-process.mjs').Spoken} child
 * @param {RegExp} farewell what it says when it begins to end in order
 */
async function endByInterrupt(child, farewell) {
  child.interrupt();
  const how = await child.exited;
  if ((how !== 0 && how !== 'SIGINT') || !farewell.test(child.said()))
    throw new Error(`${how} after Ctrl+C:\n${child.said()}`);
}

/** @type {Form} the demo as a person has it, in a home of its own */
const start = {
  name: 'npm start',
  run: () =>
    inFolder(async (folder) => {
      const child = startNpm(['start'], { XDG_DATA_HOME: folder, LOCALAPPDATA: folder });
      await child.until(/the companion runs, signed in as/);
      await endByInterrupt(child, /stopping/);
      return passed;
    }),
};

/** @param {string} folder @param {string[]} more */
async function startService(folder, more) {
  const readyFile = path.join(folder, 'ready.json');
  const anyPorts = ['--http', '127.0.0.1:0', '--smtp', '127.0.0.1:0'];
  const flags = ['--data', path.join(folder, 'service'), '--ready-file', readyFile, ...anyPorts, ...more];
  const child = startNpm(['run', 'service', '--', ...flags]);
  await child.until(/the control service listens/);
  /** @type {{httpUrl: string}} */
  const { httpUrl } = JSON.parse(readFileSync(readyFile, 'utf8'));
  return { child, httpUrl };
}

/** @param {string} folder @param {string} httpUrl */
async function runDevice(folder, httpUrl) {
  const flags = ['--service', httpUrl, '--email', demoEmail, '--state', path.join(folder, 'device')];
  const device = startNpm(['run', 'device', '--', ...flags, '--json'], { CONTINUITY_PASSWORD: demoPassword });
  await device.until(/"type":"mode"/);
  device.write('{"do": "quit"}\n');
  const code = await device.exited;
  if (code !== 0) throw new Error(`the device: exit code ${code}:\n${device.said()}`);
}

/** @type {Form} with the README's flags, and the device that needs one anyway */
const serviceAndDevice = {
  name: 'npm run service, and npm run device against it',
  run: () =>
    inFolder(async (folder) => {
      const relaying = ['--primary', 'smtp://127.0.0.1:9', '--smart-host', 'smtps://127.0.0.1:9'];
      const { child, httpUrl } = await startService(folder, ['--seed', 'demo', '--lab', ...relaying]);
      try {
        await runDevice(folder, httpUrl);
        await endByInterrupt(child, /draining/);
      } finally {
        child.kill();
      }
      return passed;
    }),
};

/** @param {string} name @returns {Form} it prints figures, and each is a number */
const bench = (name) => ({
  name: `npm run bench -- ${name}`,
  run: async () => {
    const said = await succeeds(['run', 'bench', '--', '--short', name]);
    const figures = said.split('\n').filter((line) => line.startsWith('{"at"'));
    for (const line of figures)
      if (typeof JSON.parse(line).value !== 'number') throw new Error(`not a number: ${line}`);
    if (figures.length > 0) return passed;
    if (said.includes(`${name}: skipped`)) return 'skipped';
    throw new Error(`no figure:\n${said}`);
  },
});

/** So that none is forgotten, the benchmarks are asked for. @returns {Promise<Form[]>} */
async function benches() {
  const names = (await succeeds(['run', 'bench', '--', '--list'])).trim().split('\n');
  return names.map(bench);
}

/** Those that CI runs whole need no form here. @param {string} line of `.ci/run` @returns {Form} */
const wholeInCi = (line) => ({
  name: `${line}, whole in .ci/run`,
  run: async () => {
    const script = readFileSync(path.join(projectRoot, '.ci/run'), 'utf8');
    if (!script.includes(line)) throw new Error(`.ci/run does not run it`);
    return passed;
  },
});

/** @type {Readonly<Record<string, () => Form[] | Promise<Form[]>>>} by the command's first words */
export const shortestForms = {
  'npm start': () => [start],
  'npm test': () => [wholeInCi('npm test')],
  'npm run service': () => [serviceAndDevice],
  'npm run device': () => [],
  'npm run bench': benches,
  'npm run commands': () => [wholeInCi('npm run --silent commands')],
  'npm run check': () => [wholeInCi('npm run --silent check')],
  'npm run fix': () => [plain(['run', 'fix', '--', 'build/fix.mjs'])],
  'npm run sim': () => [
    plain(['run', 'sim', '--', '--seed', '17', '--devices', '4', '--days', '1']),
    plain(['run', 'sim', '--', '--seeds', '2', '--jobs', '2', '--devices', '4', '--days', '1']),
  ],
  'npm run sim:mutations': () => [plain(['run', 'sim:mutations', '--', 'missing-dedupe'])],
  'npm run crash': () => [plain(['run', 'crash', '--', '--hits', '1', 'outbox'])],
  'npm run soak': () => [plain(['run', 'soak', '--', '--minutes', '0.05', '--devices', '5'])],
  'npm run fuzz': () => [plain(['run', 'fuzz', '--', '--seconds', '0.2'])],
  'npm run package': () => [{ ...plain(['run', 'package', '--', '--test-runtime']), alone: true }],
};
