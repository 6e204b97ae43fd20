// Each command that the README names has a shortest form that CI runs; one that is added without is noticed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandsOf, withoutForm } from '../../build/commands.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Part of `npm start`, `npm test` and `npm run package`, and of no use alone. */
const NOT_FOR_A_PERSON = ['build'];

test('the table is read: two commands in a cell, flags, and one only once', () => {
  const table =
    '| `npm test [-- FILTER]` | x |\n| `npm run a -- [x]`, `npm run b:c` | y |\n| `npm run a` | z |';
  expect(commandsOf(table)).toEqual(['npm test', 'npm run a', 'npm run b:c']);
});

test('no command of the README is without a shortest form', () => {
  expect(commandsOf(readme).length).toBeGreaterThan(10);
  expect(withoutForm(readme)).toEqual([]);
  expect(withoutForm('| `npm run fleet -- --people N` | many devices |')).toEqual(['npm run fleet']);
});

test('every script of package.json is in the table', () => {
  const commands = Object.keys(scripts)
    .filter((name) => !NOT_FOR_A_PERSON.includes(name))
    .map((name) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`));
  expect(commands.filter((command) => !commandsOf(readme).includes(command))).toEqual([]);
});
