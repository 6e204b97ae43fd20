import { openSimulator } from './places.ts';
import { createScript } from './script.ts';
import { lineOf } from './action.ts';
const [from, to, computers = '20', days = '7', show] = process.argv.slice(2);
const simulator = openSimulator();
for (let seed = Number(from); seed <= Number(to); seed += 1) {
  const script = createScript(seed, { computers: Number(computers), days: Number(days) });
  const began = performance.now();
  const outcome = await simulator.run(script);
  console.log(
    seed,
    outcome.violation?.message ?? 'ok',
    outcome.steps,
    'steps',
    script.actions.length,
    'actions',
    Math.round(performance.now() - began),
    'ms',
    outcome.violation ? lineOf({ atMs: outcome.atMs, deed: { do: 'check' } }) : '',
  );
  if (show) for (const a of script.actions) if (a.atMs < outcome.atMs) console.log(lineOf(a));
}
simulator.close();
