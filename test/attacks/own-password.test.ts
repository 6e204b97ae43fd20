/** Attack: a session that was left open is used to keep its administrator out, or to come back later. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addAdministrator,
  openBrowser,
  PASSWORD,
  type ConsoleBrowser,
} from '../service/access/console-browser.ts';
import { startRig, text, type ServiceRig } from '../service/service-rig.ts';

const ADA = 'ada@example.com';
const NEW = 'three quiet green boats';

let rig: ServiceRig;
let ada: ConsoleBrowser;
let own: string;

beforeAll(async () => {
  rig = await startRig();
  own = `/api/v1/administrators/${await addAdministrator(rig, ADA)}`;
  ada = openBrowser(rig);
  await ada.signIn(ADA);
});
afterAll(() => rig.stop());

async function refusal(body: Record<string, unknown>): Promise<unknown> {
  const answer = await ada.call('PATCH', own, { body });
  if (answer.status !== 422) return answer.status;
  const [error] = (answer.body as { errors: unknown[] }).errors;
  return [text(error, 'pointer'), text(error, 'code')];
}

test('the own password, address and role need the current password, on the administrators’ route too', async () => {
  await addAdministrator(rig, 'other@example.com');
  for (const change of [{ password: NEW }, { email: 'thief@example.com' }, { role: 'auditor' }]) {
    expect(await refusal(change)).toEqual(['/currentPassword', 'required']);
    expect(await refusal({ ...change, currentPassword: '' })).toEqual(['/currentPassword', 'required']);
    expect(await refusal({ ...change, currentPassword: 'guess' })).toEqual([
      '/currentPassword',
      'wrong-password',
    ]);
  }
  expect((await openBrowser(rig).signIn(ADA)).status).toBe(200);
});

test('what keeps nobody out needs none, and guesses at it are limited like those at the door', async () => {
  expect(await refusal({ displayName: 'Ada', email: ADA, role: 'administrator' })).toBe(200);
  const guesses: unknown[] = [];
  for (let guess = 0; guess < 8; guess += 1)
    guesses.push(await refusal({ password: NEW, currentPassword: `guess ${String(guess)}` }));
  expect(guesses.at(-1)).toBe(429);
});

test('whoever knows it changes all three, by that route', async () => {
  const grace = openBrowser(rig);
  const id = await addAdministrator(rig, 'grace@example.com');
  await grace.signIn('grace@example.com');
  const change = { email: 'g.hopper@example.com', password: NEW, currentPassword: PASSWORD };
  const changed = await grace.call('PATCH', `/api/v1/administrators/${id}`, { body: change });
  expect(changed).toMatchObject({ status: 200, body: { email: 'g.hopper@example.com' } });
  expect((await openBrowser(rig).signIn('g.hopper@example.com', NEW)).status).toBe(200);
});

test('a new password is judged for administrators with their name, and for people', async () => {
  const code = async (method: string, path: string, body: unknown): Promise<string> => {
    const answer = await rig.call(method, `/api/v1/${path}`, { body });
    return text((answer.body as { errors: unknown[] }).errors[0], 'code');
  };
  const grete = { email: 'grete.hermann@example.com', displayName: 'Grete Hermann', role: 'auditor' };
  const weak = [
    ['Password2026!', 'common-password'],
    ['grete hermann 1', 'password-of-name'],
  ] as const;
  for (const [password, expected] of weak) {
    expect(await code('POST', 'administrators', { ...grete, password })).toBe(expected);
    expect(await code('POST', 'users', { ...grete, role: undefined, password })).toBe(expected);
  }
  const id = await addAdministrator(rig, grete.email);
  const byName = { displayName: grete.displayName, password: 'grete hermann 1' };
  expect(await code('PATCH', `administrators/${id}`, byName)).toBe('password-of-name');
});
