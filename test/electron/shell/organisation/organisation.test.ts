/** What an organisation sets: from policy and file, each field by itself, and what is wrong by name and rule. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadOrganisation } from '../../../../electron/shell/organisation/load-organisation.ts';
import { organisationPlaces } from '../../../../electron/shell/organisation/organisation-places.ts';
import {
  mergeOrganisation,
  NO_ORGANISATION,
  readOrganisation,
} from '../../../../electron/shell/organisation/organisation-settings.ts';
import { registryValues } from '../../../../electron/shell/organisation/registry-values.ts';
import { temporaryFolder } from '../../adapters/temporary-folder.ts';

const deploy = path.resolve(import.meta.dirname, '../../../../build/deploy');
const whole = {
  service: 'https://continuity.example.com',
  ca: '/etc/continuity-companion/ca.pem',
  signInHint: 'example.com',
  openAtLogin: true,
};
const nothing = NO_ORGANISATION.settings;

function loaded(text: string) {
  const file = path.join(temporaryFolder(), 'settings.json');
  writeFileSync(file, text);
  const env = { CONTINUITY_ORGANISATION_FILE: file };
  return { file, ...loadOrganisation({ platform: 'linux', env, packaged: false }) };
}

describe('the file', () => {
  test('as it is delivered is taken whole', () => {
    const { settings, problems } = loaded(readFileSync(path.join(deploy, 'linux/settings.json'), 'utf8'));
    expect({ settings, problems }).toEqual({ settings: whole, problems: [] });
  });

  test.each([
    ['service', 'http://a.example', 'address'],
    ['service', 'a.example', 'address'],
    ['ca', 'ca.pem', 'path'],
    ['signInHint', 'ada at example', 'hint'],
    ['openAtLogin', 'yes', 'switch'],
  ] as const)('with a wrong %s (%j) loses that one only, and says so', (field, value, rule) => {
    const { settings, problems, file } = loaded(
      `\uFEFF${JSON.stringify({ ...whole, more: 1, [field]: value })}`,
    );
    expect(settings).toEqual({ ...whole, [field]: null });
    expect(problems).toEqual([{ place: file, field, rule }]);
  });

  test.each(['', '{"service":', '[]', 'null', '"x"'])('that is %j is said as a whole', (text) => {
    const { settings, problems } = loaded(text);
    expect({ settings, problems }).toMatchObject({
      settings: nothing,
      problems: [{ field: null, rule: 'not-an-object' }],
    });
  });

  test('that is missing sets nothing; a packaged app takes no other than the computer’s own', () => {
    const env = { CONTINUITY_ORGANISATION_FILE: path.join(deploy, 'linux/settings.json') };
    expect(loadOrganisation({ platform: 'linux', env: {}, packaged: false }).settings).toEqual(nothing);
    expect(loadOrganisation({ platform: 'linux', env, packaged: true }).settings).toEqual(nothing);
  });
});

test('policy comes before file, field by field', () => {
  const policy = readOrganisation({ service: 'https://p.example', openAtLogin: false, ca: 'x' }, 'policy');
  const merged = mergeOrganisation(policy, readOrganisation(whole, 'file'));
  expect(merged.settings).toEqual({ ...whole, service: 'https://p.example', openAtLogin: false });
  expect(merged.problems).toEqual([{ place: 'policy', field: 'ca', rule: 'path' }]);
});

test('what Windows prints of its policy', () => {
  const printed = [
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\Continuity Companion',
    '    Service    REG_SZ    https://continuity.example.com',
    '    Ca    REG_EXPAND_SZ    C:\\Program Files\\My Company\\ca.pem',
    '    OpenAtLogin    REG_DWORD    0x1',
    '    Other    REG_SZ    x',
    '',
  ].join('\r\n');
  expect(readOrganisation(registryValues(printed), 'policy')).toEqual({
    settings: {
      ...nothing,
      service: 'https://continuity.example.com',
      ca: 'C:\\Program Files\\My Company\\ca.pem',
      openAtLogin: true,
    },
    problems: [],
  });
  expect(registryValues('    OpenAtLogin    REG_DWORD    0x0')).toEqual({ openAtLogin: false });
});

test.each([
  ['linux', '/etc/continuity-companion/settings.json', undefined],
  ['darwin', '/Library/Application Support/Continuity Companion/settings.json', '/usr/bin/plutil'],
  ['win32', 'D:\\Data\\Continuity Companion\\settings.json', 'D:\\Win\\System32\\reg.exe'],
] as const)('on %s the file is %s and the policy is read by %s', (platform, file, program) => {
  const places = organisationPlaces(platform, { ProgramData: 'D:\\Data', SystemRoot: 'D:\\Win' });
  expect([places.file, places.policy?.program]).toEqual([file, program]);
});

describe('what is delivered for administrators', () => {
  const admx = readFileSync(path.join(deploy, 'windows/continuity-companion.admx'), 'utf8');
  const names = (text: string, pattern: RegExp): string[] =>
    [...text.matchAll(pattern)].map(([, name = '']) => name);

  test('the policy writes the values that are read, under the key that is read', () => {
    const values = new Set(names(admx, /valueName="(\w+)"/g));
    const printed = [...values].map((name) => `    ${name}    REG_SZ    x`).join('\n');
    expect(Object.keys(registryValues(printed)).sort()).toEqual(Object.keys(whole).sort());
    expect(new Set(names(admx, /key="([^"]+)"/g))).toEqual(
      new Set(['Software\\Policies\\Continuity Companion']),
    );
  });

  test.each(['en-US', 'de-DE'])('every word of it is there in %s, and none is left over', (language) => {
    const adml = readFileSync(path.join(deploy, `windows/${language}/continuity-companion.adml`), 'utf8');
    const used = (kind: string): string[] =>
      [...new Set(names(admx, new RegExp(`\\$\\(${kind}\\.(\\w+)\\)`, 'g')))].sort();
    expect(names(adml, /<string id="(\w+)"/g).sort()).toEqual(used('string'));
    expect(names(adml, /<presentation id="(\w+)"/g).sort()).toEqual(used('presentation'));
    expect(names(adml, /refId="(\w+)"/g)).toEqual(names(admx, /<text id="(\w+)"/g));
  });

  test('the profile has the settings that are read', ({ skip }) => {
    const plist = path.join(deploy, 'macos/continuity-companion.mobileconfig');
    let json: string;
    try {
      json = execFileSync('python3', [
        '-c',
        'import json,plistlib,sys; print(json.dumps(plistlib.load(open(sys.argv[1],"rb"))["PayloadContent"][0]))',
        plist,
      ]).toString();
    } catch {
      skip('no python3 to read a property list with');
      return;
    }
    const { settings, problems } = readOrganisation(JSON.parse(json), 'profile');
    expect(problems).toEqual([]);
    expect(Object.values(settings)).not.toContain(null);
  });
});
