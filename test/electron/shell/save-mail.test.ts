/** Saving a part of a mail: where the person says, readable by its owner only, never opened (security, "attachments"). */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMailSaver } from '../../../electron/shell/save-mail.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'save-mail-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const file = { bytes: new Uint8Array([1, 2, 3]), fileName: 'report.pdf' };
const saver = (
  platform: NodeJS.Platform,
  target: string | null,
  suggestions: string[] = [],
  marks: string[] = [],
) =>
  createMailSaver({
    askWhere(suggestion) {
      suggestions.push(suggestion);
      return Promise.resolve(target);
    },
    downloadsFolder: '/downloads',
    platform,
    markFailed: (reason) => void marks.push(reason),
  });

test('the person is asked with the file’s own name', async () => {
  const suggestions: string[] = [];
  expect(await saver('linux', null, suggestions)(file)).toEqual({ saved: false });
  expect(suggestions).toEqual([path.join('/downloads', 'report.pdf')]);
  expect(readdirSync(folder)).toEqual([]);
});

test('what is saved is what was received, for its owner, not executable', async () => {
  const target = path.join(folder, 'a.pdf');
  expect(await saver('linux', target)(file)).toEqual({ saved: true });
  expect([...readFileSync(target)]).toEqual([1, 2, 3]);
  expect(statSync(target).mode & 0o777).toBe(0o600);
});

test('on Windows it carries the mark of the web', async () => {
  // On another system the stream is a file beside it: the same bytes under the same name.
  await saver('win32', path.join(folder, 'a.exe'))(file);
  expect(readFileSync(path.join(folder, 'a.exe:Zone.Identifier'), 'utf8')).toBe(
    '[ZoneTransfer]\r\nZoneId=3\r\n',
  );
});

test.runIf(process.platform === 'linux')(
  'where the mark cannot be set the file is still saved, and it is said',
  async () => {
    const marks: string[] = [];
    // There is no xattr program here.
    expect(await saver('darwin', path.join(folder, 'a.dmg'), [], marks)(file)).toEqual({ saved: true });
    expect(marks).toHaveLength(1);
  },
);

test('a folder that cannot be written is an error, not a silent loss', async () => {
  await expect(saver('linux', path.join(folder, 'missing', 'a.pdf'))(file)).rejects.toThrow('ENOENT');
});
