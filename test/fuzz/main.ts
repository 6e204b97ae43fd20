/** `npm run fuzz -- [target…]`: feeds the parsers of outside input what nobody would send, and tells what broke. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { regressions, SHARED_CORPORA } from './harness/corpora.ts';
import { startCoverage } from './harness/coverage.ts';
import { runTarget } from './harness/run-target.ts';
import { loadTarget, TARGET_NAMES, type TargetName } from './targets.ts';

const DEFAULT_SECONDS = 60;
const BAD_USAGE = 2;
const FINDINGS_FOLDER = 'test-results/fuzz';

const help = `usage: npm run fuzz -- [target…] [--seconds N] [--seed S] [--input FILE]

Runs the named targets, or all of them in turn, ${String(DEFAULT_SECONDS)} s each unless told otherwise; inputs come from grammars and
from mutating corpora, and those that reach new code are kept and mutated further. With --input, runs only that file.
Prints executions, blocks reached, inputs kept, and each finding with a file that reproduces it (${FINDINGS_FOLDER}).
An input that works for 20 s, or waits for five minutes, ends the run at once, with its file.
targets: ${TARGET_NAMES.join(', ')}
Exit code 0 without findings, 1 with some, 2 on bad usage.`;

interface Words {
  readonly names: readonly TargetName[];
  readonly seconds: number;
  readonly seed: number;
  readonly input: string | null;
}

const isTarget = (name: string): name is TargetName => (TARGET_NAMES as readonly string[]).includes(name);

/** null: asked for help. Throws with what is wrong. */
function readWords(argv: readonly string[]): Words | null {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      seconds: { type: 'string', default: String(DEFAULT_SECONDS) },
      seed: { type: 'string' },
      input: { type: 'string' },
    },
  });
  if (values.help === true) return null;
  const unknown = positionals.find((name) => !isTarget(name));
  if (unknown !== undefined) throw new Error(`there is no target ${unknown}`);
  const seconds = Number(values.seconds);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  if (!(seconds > 0)) throw new Error('--seconds is a number above 0');
  if (!Number.isInteger(seed) || seed < 0) throw new Error('--seed is a whole number');
  if (values.input !== undefined && !existsSync(values.input)) throw new Error('--input is a file');
  const names = positionals.length === 0 ? TARGET_NAMES : positionals.filter(isTarget);
  return { names, seconds, seed, input: values.input ?? null };
}

async function run({ names, seconds, seed, input }: Words): Promise<number> {
  if (!existsSync(SHARED_CORPORA))
    console.log(`${SHARED_CORPORA} is not here: only the project's own corpora`);
  const coverage = startCoverage();
  let found = 0;
  for (const name of names) {
    const { target } = await loadTarget(name);
    const summary = await runTarget({
      name,
      target,
      coverage,
      seed,
      durationMs: input === null ? seconds * 1000 : 0,
      first: input === null ? regressions(name) : [readFileSync(input)],
      findingsFolder: FINDINGS_FOLDER,
    });
    const { executions, blocks, kept, findings } = summary;
    found += findings.length;
    console.log(
      `${name}: ${executions} executions in ${seconds} s, ${blocks} blocks, ${kept} inputs kept, ${findings.length} findings (seed ${seed})`,
    );
    for (const { message, reproducer } of findings)
      console.log(`  ${reproducer}\n${message.replace(/^/gm, '    ')}`);
  }
  coverage.stop();
  return found === 0 ? 0 : 1;
}

const words = wordsOrComplaint();
if (words === null) console.log(help);
else process.exitCode = typeof words === 'string' ? BAD_USAGE : await run(words);
if (typeof words === 'string') console.error(`${words}\n\n${help}`);

function wordsOrComplaint(): Words | string | null {
  try {
    return readWords(process.argv.slice(2));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
