// @ts-check
// npm run crash: kills service and device at named places, as often as asked, and looks at what the next start finds.
import { nodeTool, runMain, runVisibly } from './run-command.mjs';

const usage = `usage: npm run crash -- [--hits N] [POINT]

Kills real processes with -9 at every named crash point, or at POINT, N times each (100 without --hits), and checks after
each what was promised: nothing committed lost, nothing told twice without saying so, the audit chain whole. Also, as
mail-flow, the service at random while ten times N messages pass through it: none lost, duplicates counted.
Exit code 0 if every promise held, 1 otherwise, 2 on bad usage.`;

const defaultHits = '100';

/** @param {string[]} args @returns {{hits: string, point: string | undefined} | undefined} */
function parse(args) {
  const [first, second, ...rest] = args;
  const hasHits = first === '--hits';
  const hits = hasHits ? second : defaultHits;
  const [point, ...more] = hasHits ? rest : args;
  const isFine = /^[1-9]\d{0,5}$/.test(hits ?? '') && more.length === 0 && /^[a-z0-9-]*$/.test(point ?? '');
  return isFine && hits !== undefined && point?.startsWith('-') !== true ? { hits, point } : undefined;
}

await runMain(() => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const asked = parse(args);
  if (asked === undefined) {
    console.error(usage);
    return 2;
  }
  const filter = asked.point === undefined ? [] : ['-t', asked.point];
  const { command, args: words } = nodeTool('vitest/vitest.mjs', [
    'run',
    '--reporter=verbose',
    'test/crash/device-points',
    'test/crash/service-points',
    'test/crash/outbox-points',
    'test/crash/mail-flow',
    'test/crash/held-mail',
    ...filter,
  ]);
  return runVisibly(command, words, { env: { ...process.env, CONTINUITY_CRASH_HITS: asked.hits } });
});
