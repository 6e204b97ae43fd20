// What the lint rules refuse: the switches of security.md and the habits of house-style.
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { fileName } from '../../build/lint/file-name.mjs';
import { functionLines } from '../../build/lint/function-lines.mjs';
import { openingComment } from '../../build/lint/opening-comment.mjs';
import * as restricted from '../../build/lint/restrictions.mjs';

/** How many faults the given rules find in a piece of code. */
function faults(code: string, rules: Linter.RulesRecord, file = 'service/some-file.tsx') {
  const messages = new Linter({ cwd: '/project' }).verify(
    code,
    [
      {
        files: ['**/*.{ts,tsx}'],
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: { ecmaFeatures: { jsx: true } },
        },
        plugins: {
          house: {
            rules: {
              'file-name': fileName,
              'function-lines': functionLines,
              'opening-comment': openingComment,
            },
          },
        },
        rules,
      },
    ],
    `/project/${file}`,
  );
  const broken = messages.find(({ ruleId }) => ruleId === null);
  if (broken) throw new Error(broken.message);
  return messages.length;
}

const refuses = (code: string, patterns: restricted.Restriction[]) =>
  faults(code, { 'no-restricted-syntax': ['error', ...patterns] }) > 0;

describe('window settings (security 2 to 12)', () => {
  test.each([
    'const w = { webSecurity: false };',
    'const w = { webSecurity: true };',
    'const w = { nodeIntegration: true };',
    'const w = { nodeIntegration: someFlag };',
    'const w = { nodeIntegrationInWorker: true };',
    'const w = { nodeIntegrationInSubFrames: true };',
    'const w = { contextIsolation: false };',
    'const w = { sandbox: false };',
    'const w = { webviewTag: true };',
    'const w = { allowRunningInsecureContent: true };',
    'const w = { experimentalFeatures: true };',
    "const w = { enableBlinkFeatures: 'CSSVariables' };",
    "window.loadFile('index.html');",
    "import { ipcRenderer } from 'electron';",
    'electron.ipcRenderer.send(1);',
  ])('refuses %s', (code) => {
    expect(refuses(code, restricted.electron)).toBe(true);
  });

  test.each([
    'const w = { nodeIntegration: false, contextIsolation: true, sandbox: true, webviewTag: false };',
    "window.loadURL('app://main/');",
  ])('lets pass %s', (code) => {
    expect(refuses(code, restricted.electron)).toBe(false);
  });

  test.each(['new BrowserWindow({});', 'new electron.BrowserWindow({});', 'new WebContentsView();'])(
    'refuses %s outside the one factory',
    (code) => {
      expect(refuses(code, [restricted.oneWindowFactory])).toBe(true);
    },
  );
});

describe('time and chance (house style 18)', () => {
  test.each(['Date.now();', 'new Date();', 'DateTime.now();', 'DateTime.utc();', 'Math.random();'])(
    'refuses %s where they come through ports',
    (code) => {
      expect(refuses(code, restricted.throughPorts)).toBe(true);
    },
  );

  test.each(['new Date(at);', 'DateTime.utc(2026, 11, 23);', 'Math.min(1, 2);'])('lets pass %s', (code) => {
    expect(refuses(code, restricted.throughPorts)).toBe(false);
  });
});

describe('pages', () => {
  test.each([
    'const a = <div dangerouslySetInnerHTML={{ __html: mail }} />;',
    'const a = <webview src="x" />;',
    'element.innerHTML = mail;',
    'frame.srcdoc = mail;',
    "document.write('x');",
  ])('refuses %s', (code) => {
    expect(refuses(code, restricted.pages)).toBe(true);
  });
});

describe('tests do not sleep and do not mock our own code', () => {
  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 100));',
    'await page.waitForTimeout(100);',
    "import { setTimeout } from 'node:timers/promises';",
    'await vi.waitFor(() => expect(seen).toEqual([1]));',
    "vi.mock('../service/app.ts');",
    "test.only('x', () => {});",
  ])('refuses %s', (code) => {
    expect(refuses(code, restricted.tests)).toBe(true);
  });
});

describe('house style 31', () => {
  test.each(['export default 1;', "export * from './a.ts';", 'enum Mode { Normal }'])(
    'refuses %s',
    (code) => {
      expect(refuses(code, restricted.everywhere)).toBe(true);
    },
  );

  test.each([
    ['service/mailStore.ts', 1],
    ['service/Mail.ts', 1],
    ['service/helpers.ts', 1],
    ['service/utils/mail.ts', 1],
    ['service/mail-store.ts', 0],
    ['test/e2e/dr-mode.spec.ts', 0],
  ])('file name %s has %i faults', (file, count) => {
    expect(faults('export {};', { 'house/file-name': 'error' }, file)).toBe(count);
  });
});

describe('house style 28: an opening comment', () => {
  test.each([
    ['// Keeps mail.\nexport {};', 0],
    ['/** Keeps mail. */\nexport {};', 0],
    ['// @ts-check\n// Keeps mail.\nexport {};', 0],
    ['export {};', 1],
    ['// @ts-check\nexport {};', 1],
    ['export {};\n// Keeps mail.', 1],
  ])('%j has %i faults', (code, count) => {
    expect(faults(code, { 'house/opening-comment': 'error' })).toBe(count);
  });
});

describe('house style 32: short functions', () => {
  const limit: Linter.RulesRecord = { 'house/function-lines': ['error', { max: 5 }] };
  const body = (lines: number) => 'go();\n'.repeat(lines);

  test('a function over the limit is refused', () => {
    expect(faults(`function f() {\n${body(4)}}`, limit)).toBe(1);
  });

  test('a function at the limit passes', () => {
    expect(faults(`function f() {\n${body(3)}}`, limit)).toBe(0);
  });

  test('functions inside count for themselves', () => {
    expect(faults(`function f() {\nreturn () => {\n${body(3)}};\n}`, limit)).toBe(0);
    expect(faults(`function f() {\nreturn () => {\n${body(4)}};\n}`, limit)).toBe(1);
  });
});
