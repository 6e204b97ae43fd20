// @ts-check
// Lint rules of the project: strict types, house style and security decisions.
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { fileName } from './build/lint/file-name.mjs';
import { functionLines } from './build/lint/function-lines.mjs';
import { openingComment } from './build/lint/opening-comment.mjs';
import * as restricted from './build/lint/restrictions.mjs';

const maxFileLines = 300;
const maxTestFileLines = 400;
const maxFunctionLines = 40;
// A component is mostly markup, one attribute a line; cutting it at 40 makes components that mean nothing alone.
const maxComponentLines = 80;

/** @typedef {import('eslint').Linter.RulesRecord} Rules */

/**
 * @param {restricted.Restriction[]} restrictions
 * @returns {Rules}
 */
const syntax = (...restrictions) => ({ 'no-restricted-syntax': ['error', ...restrictions] });
/**
 * @param {number} max
 * @returns {Rules}
 */
const lines = (max) => ({ 'max-lines': ['error', { max }] });

/** @type {Rules} */
const houseRules = {
  'house/file-name': 'error',
  'house/function-lines': ['error', { max: maxFunctionLines }],
  'house/opening-comment': 'error',
  ...lines(maxFileLines),
  'max-depth': ['error', 4],
  'no-eval': 'error',
  'no-new-func': 'error',
  'no-script-url': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'anywhere' }],
  eqeqeq: 'error',
  'object-shorthand': 'error',
  'prefer-template': 'error',
};

/** @type {Rules} */
const typeRules = {
  // An async function without await turns a throw into a rejection, which is what a port promises.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
  // A handler that returns a promise is passed where its result is not looked at, for example to an event.
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
  ],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
  '@typescript-eslint/prefer-nullish-coalescing': 'error',
  '@typescript-eslint/prefer-optional-chain': 'error',
  '@typescript-eslint/prefer-string-starts-ends-with': 'error',
  '@typescript-eslint/prefer-regexp-exec': 'error',
  '@typescript-eslint/array-type': ['error', { default: 'array' }],
  '@typescript-eslint/dot-notation': 'off',
};

export default defineConfig(
  {
    ignores: ['dist/', 'dist-app/', 'dist-console/', 'node_modules/', 'test-results/', 'test/corpus/'],
  },
  {
    // No eslint-disable: a rule that is wrong is changed here, for everyone.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    plugins: {
      house: {
        rules: { 'file-name': fileName, 'function-lines': functionLines, 'opening-comment': openingComment },
      },
    },
  },
  {
    files: ['**/*.{ts,tsx,mts,mjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...houseRules, ...typeRules, ...syntax(...restricted.everywhere) },
  },
  {
    // A cast in JSDoc is invisible to these rules, so they would see `any` where the compiler does not.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: syntax(...restricted.everywhere, ...restricted.electron, restricted.oneWindowFactory),
  },
  {
    files: ['electron/shell/create-window.ts'],
    rules: syntax(...restricted.everywhere, ...restricted.electron),
  },
  {
    files: ['electron/preload.ts'],
    rules: {
      ...syntax(...restricted.everywhere),
      // Small enough to be read whole by whoever judges the app's security (house style 9).
      ...lines(40),
    },
  },
  {
    files: ['electron/device/**/*.ts', 'shared/**/*.ts'],
    rules: {
      ...syntax(...restricted.everywhere, ...restricted.electron, ...restricted.throughPorts),
      'no-restricted-globals': ['error', ...restricted.globalsThroughPorts],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': { rules: reactHooks.rules } },
    rules: {
      ...reactHooks.configs.flat.recommended.rules,
      // The virtual list's hook; the compiler it warns about is not in use.
      'react-hooks/incompatible-library': 'off',
      ...syntax(...restricted.everywhere, ...restricted.pages),
    },
  },
  {
    files: ['renderer/**/*.tsx'],
    rules: { 'house/function-lines': ['error', { max: maxComponentLines }] },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      ...lines(maxTestFileLines),
      ...syntax(...restricted.everywhere, ...restricted.tests),
      // A describe block is a list, not a function.
      'house/function-lines': 'off',
      // Hostile links are what some tests are made of.
      'no-script-url': 'off',
    },
  },
  {
    // A tool finds these by their files, and what is in them by its being the default.
    files: [
      '*.config.{ts,mjs}',
      'build/*.config.{ts,mjs}',
      'test/programs/build-programs.ts',
      'test/e2e/demo-folder.ts',
    ],
    rules: syntax(...restricted.everywhere.filter(({ selector }) => selector !== 'ExportDefaultDeclaration')),
  },
);
