/** The rule for new passwords, against the real list of common ones. */
import { expect, test } from 'vitest';
import { checkPassword } from '../../../service/people/check-password.ts';
import { createCommonPasswords } from '../../../service/people/common-passwords.ts';

const OWNER = { displayName: 'Émile Lovelace-Byron', email: 'emile.byron@northwind.example' };
const isCommon = createCommonPasswords();

async function verdict(password: string, owner = OWNER): Promise<string> {
  const [problem] = await checkPassword(password, owner, 10, isCommon);
  return problem?.code ?? 'fine';
}

test('from 10 to 200 characters, as people count them, and of any kind', async () => {
  expect(await verdict('zvqkwmbxr')).toBe('too-short');
  expect(await verdict('zvqkwmbxrt')).toBe('fine');
  expect(await verdict('    a b    ')).toBe('fine');
  expect(await verdict('👩‍🚀🐙🪐🛰️🌒🔭🧭🪶')).toBe('too-short');
  expect(await verdict('👩‍🚀🐙🪐🛰️🌒🔭🧭🪶🗻🧊')).toBe('fine');
  const long = 'a long walk over the hills '.repeat(8);
  expect(await verdict(`${long.slice(0, 199)}!`)).toBe('fine');
  expect(await verdict(`${long.slice(0, 200)}!`)).toBe('too-long');
});

test('none of the common ones, in any case or width, with a year and a mark around it, or repeated', async () => {
  for (const password of [
    'qwertyuiop',
    'QwertyUIOP',
    'Ｑｗｅｒｔｙｕｉｏｐ',
    'password123',
    'Password123!',
    'Passwort2026!',
    '1234567890',
    '!!dragon2026!',
    'iloveyouiloveyou',
    'hahahahahaha',
    'aaaaaaaaaaaa',
  ])
    expect([password, await verdict(password)]).toEqual([password, 'common-password']);
  for (const password of ['correct horse', 'demo-continuity', 'dragons sleep late', 'a\nqwerty\nb\nc'])
    expect([password, await verdict(password)]).toEqual([password, 'fine']);
});

test('more than name and address, however they are written', async () => {
  for (const password of [
    'emile.byron@northwind.example',
    'Émile-Lovelace',
    'LOVELACE2026!',
    'byron.emile.1',
    'Northwind-2026',
  ])
    expect([password, await verdict(password)]).toEqual([password, 'password-of-name']);
  expect(await verdict('byron walks the hills')).toBe('fine');
  expect(await verdict('Bo knows', { displayName: 'Bo', email: 'b@x.de' })).toBe('too-short');
  expect(await verdict('Bo knows well', { displayName: 'Bo', email: 'b@x.de' })).toBe('fine');
});
