// @ts-check
// npm run soak: kills the service again and again under many devices, and counts how often their modes changed.
import { nodeTool, runMain, runVisibly } from './run-command.mjs';

const usage = `usage: npm run soak -- [--minutes N] [--devices N]

Kills the service with -9 every 1 to 20 s for N minutes (10), with N connected devices (500), while continuity events
come and go, and checks that each device changed its mode exactly as often as was planned.
Exit code 0 if they did, 1 otherwise, 2 on bad usage.`;

/** @type {Record<string, {variable: string, pattern: RegExp}>} */
const flags = {
  '--minutes': { variable: 'CONTINUITY_SOAK_MINUTES', pattern: /^\d{1,5}(\.\d+)?$/ },
  '--devices': { variable: 'CONTINUITY_SOAK_DEVICES', pattern: /^[1-9]\d{0,4}$/ },
};

/** @param {string[]} args @returns {Record<string, string> | undefined} */
function parse(args) {
  /** @type {Record<string, string>} */
  const env = { CONTINUITY_SOAK_MINUTES: '10', CONTINUITY_SOAK_DEVICES: '500' };
  for (let index = 0; index < args.length; index += 2) {
    const flag = flags[args[index] ?? ''];
    const value = args[index + 1] ?? '';
    if (flag?.pattern.test(value) !== true) return undefined;
    env[flag.variable] = value;
  }
  return env;
}

await runMain(() => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const env = parse(args);
  if (env === undefined) {
    console.error(usage);
    return 2;
  }
  const { command, args: words } = nodeTool('vitest/vitest.mjs', [
    'run',
    '--reporter=verbose',
    'test/crash/soak',
  ]);
  return runVisibly(command, words, { env: { ...process.env, ...env } });
});
