/** `npm run bench -- [name]`: runs one benchmark, or all, and prints one JSON line per figure. */
import { parseArgs } from 'node:util';
import { BenchSkipped, type Bench } from './figure.ts';

/** Name to module, loaded only when it runs; a module exports `bench`. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  'channel-fan-out': () => import('./channel-fan-out.ts'),
  'channel-scheduled-start': () => import('./channel-scheduled-start.ts'),
};

const BAD_USAGE = 2;

async function runBench(name: string, load: () => Promise<{ readonly bench: Bench }>): Promise<void> {
  const { bench } = await load();
  const at = new Date().toISOString();
  try {
    await bench.run((figure) => console.log(JSON.stringify({ at, bench: name, ...figure })));
  } catch (error) {
    if (!(error instanceof BenchSkipped)) throw error;
    console.error(`${name}: skipped, ${error.message}`);
  }
}

const names = Object.keys(BENCHES);
const help = `npm run bench -- [name]\n\nnames: ${names.join(', ')}; without a name, all of them in turn`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h', default: false } },
});
const unknown = positionals.filter((name) => !(name in BENCHES));

if (values.help) {
  console.log(help);
} else if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}\n${help}`);
  process.exitCode = BAD_USAGE;
} else {
  for (const name of positionals.length > 0 ? positionals : names) {
    const load = BENCHES[name];
    if (load !== undefined) await runBench(name, load);
  }
}
