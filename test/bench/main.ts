/** `npm run bench -- [name]`: runs one benchmark, or all, and prints one JSON line per figure. */
import { parseArgs } from 'node:util';
import { BenchSkipped, type Bench } from './figure.ts';

/** Name to module, loaded only when it runs; a module exports `bench`. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  'app-mode-switch': () => import('./app-mode-switch.ts'),
  'app-start': () => import('./app-start.ts'),
  'channel-crowd': () => import('./channel-crowd.ts'),
  'channel-fan-out': () => import('./channel-fan-out.ts'),
  'channel-reconnect-storm': () => import('./channel-reconnect-storm.ts'),
  'channel-scheduled-start': () => import('./channel-scheduled-start.ts'),
  'console-api': () => import('./console-api.ts'),
  'console-list': () => import('./console-list.ts'),
  'mailbox-cache': () => import('./mailbox-cache.ts'),
  'mailbox-jmap': () => import('./mailbox-jmap.ts'),
  'smtp-ingest': () => import('./smtp-ingest.ts'),
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

function parseWords(): { readonly help: boolean; readonly names: readonly string[] } | null {
  try {
    const options = { help: { type: 'boolean', short: 'h', default: false } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    return positionals.every((name) => name in BENCHES) ? { help: values.help, names: positionals } : null;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

const all = Object.keys(BENCHES);
const help = `npm run bench -- [name]\n\nnames: ${all.join(', ')}; without a name, all of them in turn`;
const words = parseWords();

if (words === null) {
  console.error(help);
  process.exitCode = BAD_USAGE;
} else if (words.help) {
  console.log(help);
} else {
  for (const name of words.names.length > 0 ? words.names : all) {
    const load = BENCHES[name];
    if (load !== undefined) await runBench(name, load);
  }
}
