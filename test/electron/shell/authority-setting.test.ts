/** Where the app is told of an organisation's own authorities: a variable, else a setting. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { authorityFile } from '../../../electron/shell/authority-setting.ts';

function folderWith(settings: string | null): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-ca-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (settings !== null) writeFileSync(path.join(folder, 'settings.json'), settings);
  return folder;
}

test('`ca` of the settings, from their folder where it is no whole path', () => {
  const whole = path.resolve('/etc/ssl/site.pem');
  expect(authorityFile(folderWith(JSON.stringify({ ca: whole })), {})).toBe(whole);
  const folder = folderWith('{"ca": "site.pem", "language": "de"}');
  expect(authorityFile(folder, {})).toBe(path.join(folder, 'site.pem'));
});

test('CONTINUITY_CA comes before it, and an empty one is none', () => {
  const folder = folderWith('{"ca": "site.pem"}');
  const told = path.resolve('/told.pem');
  expect(authorityFile(folder, { CONTINUITY_CA: told })).toBe(told);
  expect(authorityFile(folder, { CONTINUITY_CA: '' })).toBe(path.join(folder, 'site.pem'));
});

test.each([null, 'no JSON', '[]', '{"ca": 3}', '{"ca": ""}', '{}'])('%s: none is set', (settings) => {
  expect(authorityFile(folderWith(settings), {})).toBeNull();
});
