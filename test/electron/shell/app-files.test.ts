/** app:// serves an exact map of files, whatever is asked (security 18). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findAppFile, listAppFiles, type AppFiles } from '../../../electron/shell/app-files.ts';

let root: string;
let files: AppFiles;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'app-files-'));
  const pages = path.join(root, 'pages');
  mkdirSync(path.join(pages, 'assets'), { recursive: true });
  writeFileSync(path.join(pages, 'index.html'), '<p>');
  writeFileSync(path.join(pages, 'assets/main-1a.js'), '1');
  writeFileSync(path.join(pages, 'assets/main-1a.js.map'), '{}');
  writeFileSync(path.join(root, 'secret.html'), 'secret');
  files = listAppFiles(pages);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('security 18: the exact file map', () => {
  test.each([
    ['app://main/', 'text/html; charset=utf-8'],
    ['app://main/index.html', 'text/html; charset=utf-8'],
    ['app://main/index.html#status', 'text/html; charset=utf-8'],
    ['app://main/assets/main-1a.js', 'text/javascript; charset=utf-8'],
  ])('%s is served', (url, contentType) => {
    expect(findAppFile(files, url)?.contentType).toBe(contentType);
  });

  test.each([
    'app://main/../secret.html',
    'app://main/%2e%2e/secret.html',
    'app://main/%2e%2e%2fsecret.html',
    'app://main/..%2fsecret.html',
    'app://main/..%5csecret.html',
    'app://main/..\\secret.html',
    'app://main/assets/../../secret.html',
    'app://main/assets/%252e%252e/secret.html',
    'app://main//index.html',
    'app://main/./../../../../etc/passwd',
    'app://../../etc/passwd',
    'app://main/index.html%00.js',
    'app://main/INDEX.HTML',
    'app://main/assets',
    'app://main/assets/',
    'app://main/assets/main-1a.js.map',
    'app://main/index.html?x=1',
    'app://other/index.html',
    'app://main.evil/index.html',
    'app://user@main/index.html',
    'app://main:80/index.html',
    'app:index.html',
    'file:///etc/passwd',
    'https://main/index.html',
    'not a url',
    '',
  ])('%j is not', (url) => {
    expect(findAppFile(files, url)).toBeUndefined();
  });

  test('no address leads out of the folder', () => {
    const pages = path.join(root, 'pages') + path.sep;
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '/',
      '\\',
      '%2f',
      '%5c',
      'assets',
      'index.html',
      'secret.html',
      '%00',
      '//',
      ':',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = findAppFile(files, `app://main/${pieces.join('')}`);
        expect(found === undefined || found.file.startsWith(pages)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
