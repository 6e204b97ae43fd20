// @ts-check
// npm run fix: corrects what a machine can correct, and then formats; everything, or the files named.
import { nodeTool, runMain, runVisibly } from './run-command.mjs';

const usage = `usage: npm run fix [-- FILE...]

Corrects what a machine can correct, and then formats: everything, or the files named.
Exit code 0 if nothing is left for a person to correct, 1 if something is, 2 on bad usage.`;

/** @param {string[]} files */
const steps = (files) => [
  nodeTool('eslint/bin/eslint.js', ['--fix', ...files]),
  nodeTool('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', ...files]),
];

await runMain(() => {
  const files = process.argv.slice(2);
  if (files.some((file) => file.startsWith('-'))) {
    console.log(usage);
    return files.includes('--help') ? 0 : 2;
  }
  // Formatted even when something is left for a person to correct.
  return Math.max(
    ...steps(files.length === 0 ? ['.'] : files).map(({ command, args }) => runVisibly(command, args)),
  );
});
