// @ts-check
// npm run fix: corrects what a machine can correct, and then formats everything.
import { nodeTool, runMain, runVisibly } from './run-command.mjs';

const steps = [
  nodeTool('eslint/bin/eslint.js', ['--fix', '.']),
  nodeTool('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.']),
];

// Formatted even when something is left for a person to correct.
await runMain(() => Math.max(...steps.map(({ command, args }) => runVisibly(command, args))));
