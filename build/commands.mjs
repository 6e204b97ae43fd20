// @ts-check
// npm run commands: every command of the README's table and every benchmark, each in its shortest form.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runMain } from './run-command.mjs';
import { shortestForms } from './commands/shortest-forms.mjs';
import { setUp } from './setup.mjs';
import { buildAll } from './build.mjs';

const usage = `usage: npm run commands [-- WORDS]

Runs every command that the README's table names, and every benchmark, in its shortest form; or those whose name has WORDS in it.
Exit code 0 if each did what it says, 1 otherwise, 2 on bad usage.`;

// The project's CI machines have two cores.
const atOnce = 2;

/** @typedef {import('./commands/shortest-forms.mjs').Form} Form */

/**
 * The commands of a table whose first column is code: `npm run bench -- [name]` is `npm run bench`.
 * @param {string} markdown
 * @returns {string[]} each once, in their order
 */
export function commandsOf(markdown) {
  const cells = markdown.split('\n').flatMap((line) => /^\| (`npm .*?) \|/.exec(line)?.[1] ?? []);
  const commands = cells.flatMap((cell) =>
    [...cell.matchAll(/`(npm (?:run )?[a-z:]+)/g)].map(([, command]) => command ?? ''),
  );
  return [...new Set(commands)];
}

/** Commands of the README that have no form. @param {string} markdown @returns {string[]} */
export const withoutForm = (markdown) =>
  commandsOf(markdown).filter((command) => !(command in shortestForms));

/**
 * @param {Form} form
 * @returns {Promise<'passed' | 'failed' | 'skipped'>}
 */
async function runForm({ name, run }) {
  const startedAt = Date.now();
  /** @param {string} word */
  const tell = (word) => console.log(`${word} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  try {
    const outcome = await run();
    tell(outcome === 'passed' ? 'ok  ' : 'skip');
    return outcome;
  } catch (error) {
    tell('FAIL');
    console.log(String(error instanceof Error ? error.message : error).replace(/^/gm, '     '));
    return 'failed';
  }
}

/**
 * Two lanes, and afterwards one by one what must be alone.
 * @param {Form[]} forms
 */
async function runAll(forms) {
  /** @type {{passed: number, failed: number, skipped: number}} */
  const summary = { passed: 0, failed: 0, skipped: 0 };
  /** @param {Form[]} waiting */
  const lane = async (waiting) => {
    for (let form = waiting.shift(); form; form = waiting.shift()) summary[await runForm(form)] += 1;
  };
  const together = forms.filter(({ alone }) => alone !== true);
  await Promise.all(Array.from({ length: atOnce }, () => lane(together)));
  await lane(forms.filter(({ alone }) => alone === true));
  return summary;
}

/** @param {string | undefined} words */
async function main(words) {
  await setUp();
  // Now, and not by two of them at once.
  buildAll({ say: (line) => console.log(line) });
  const forms = (await Promise.all(Object.values(shortestForms).map(async (make) => make()))).flat();
  const summary = await runAll(forms.filter(({ name }) => words === undefined || name.includes(words)));
  for (const command of withoutForm(readFileSync(path.join(projectRoot, 'README.md'), 'utf8'))) {
    console.log(`FAIL ${command} is in the README's table, and has no shortest form`);
    summary.failed += 1;
  }
  mkdirSync(path.join(projectRoot, 'test-results'), { recursive: true });
  writeFileSync(path.join(projectRoot, 'test-results/commands.json'), JSON.stringify(summary));
  console.log(`commands: ${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`);
  return summary.failed === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) {
  await runMain(() => {
    const [words, ...more] = process.argv.slice(2);
    if (words === '--help' || more.length > 0 || words?.startsWith('-') === true) {
      console.log(usage);
      return words === '--help' ? 0 : 2;
    }
    return main(words);
  });
}
