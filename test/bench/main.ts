/** `npm run bench -- [--short] [name…]`: runs one benchmark, or all, and prints one JSON line per figure. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import buildPrograms from '../programs/build-programs.ts';
import { BenchSkipped, type Bench } from './figure.ts';
import { SHORT_VARIABLE } from './size.ts';

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
  hostile: () => import('./hostile.ts'),
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

interface Words {
  readonly help: boolean;
  readonly list: boolean;
  readonly short: boolean;
  readonly names: readonly string[];
}

/** null: bad usage. */
function parseWords(): Words | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        list: { type: 'boolean', default: false },
        short: { type: 'boolean', default: false },
      },
    });
    return positionals.every((name) => name in BENCHES) ? { ...values, names: positionals } : null;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

async function runAll({ short, names }: Words): Promise<void> {
  if (short) process.env[SHORT_VARIABLE] = '1';
  // Here, and not by each benchmark that starts a program of ours: none can forget it.
  const removePrograms = await buildPrograms();
  try {
    for (const name of names.length > 0 ? names : all) {
      const load = BENCHES[name];
      if (load !== undefined) await runBench(name, load);
    }
  } finally {
    removePrograms();
  }
}

const all = Object.keys(BENCHES);
const help = `usage: npm run bench -- [--short] [name…]

Runs the benchmarks named, or all in turn, and prints one JSON line per figure.
With --short each is as small as it can be: that shows that it runs, and the figures mean nothing.
names, one a line with --list: ${all.join(', ')}
Exit code 0 if they ran, 1 if one failed, 2 on bad usage.`;
const words = parseWords();

if (words === null) {
  console.error(help);
  process.exitCode = BAD_USAGE;
} else if (words.help) {
  console.log(help);
} else if (words.list) {
  console.log(all.join('\n'));
} else {
  await runAll(words);
}
