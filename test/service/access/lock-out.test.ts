/** G42: guesses at an administrator's password are stopped, and do not keep the administrator out. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKnownBrowsers } from '../../../service/access/known-browsers.ts';
import { systemChance } from '../../../service/storage/chance.ts';
import { startRig, text, type ServiceRig } from '../service-rig.ts';
import { addAdministrator, openBrowser } from './console-browser.ts';

let rig: ServiceRig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

test('G42: strangers are stopped after five guesses, the administrator comes in by a browser that is known', async () => {
  const email = 'ada@example.com';
  await addAdministrator(rig, email);
  const known = openBrowser(rig);
  await known.signIn(email);
  const guesses: number[] = [];
  for (let guess = 0; guess < 7; guess += 1)
    guesses.push((await openBrowser(rig).signIn(email, `guess ${String(guess)}`)).status);
  expect(guesses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  const last = await openBrowser(rig).signIn(email, 'guess 7');
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);

  expect((await known.signIn(email)).status).toBe(200);
  // A thief of that browser has five guesses, and keeps nobody but himself out.
  for (let guess = 0; guess < 5; guess += 1) await known.signIn(email, `guess ${String(guess)}`);
  expect((await known.signIn(email)).status).toBe(429);
  expect((await openBrowser(rig).signIn(email)).status).toBe(200);
  // The service's own token stays the way in for whoever runs the service.
  expect((await rig.call('GET', '/api/v1/administrators')).status).toBe(200);
});

test('G42: a browser is known by one administrator, and by a cookie that only the service can make', () => {
  const browsers = createKnownBrowsers('secret', systemChance);
  const introduced = browsers.introduce('bob');
  const [name = '', seal = ''] = introduced.split('.');
  expect(browsers.recognise(introduced, 'bob')).toBe(name);
  expect(browsers.recognise(introduced, 'eve')).toBeNull();
  const elsewhere = createKnownBrowsers('another secret', systemChance).introduce('bob');
  for (const cookie of [null, '', elsewhere, `${name}.`, `x.${seal}`, `bob.${seal}`])
    expect(browsers.recognise(cookie, 'bob')).toBeNull();
});

test('G42: one network tries no more than twenty times an hour, whoever it tries, and is told nothing about who exists', async () => {
  const other = await startRig();
  await addAdministrator(other, 'ada@example.com');
  const statuses = new Set<number>();
  const codes = new Set<string>();
  for (let guess = 0; guess < 20; guess += 1) {
    const email = guess === 0 ? 'ada@example.com' : `nobody-${String(guess)}@example.com`;
    const answer = await openBrowser(other).signIn(email, 'guess');
    statuses.add(answer.status);
    codes.add(text(answer.body, 'detail'));
  }
  expect([...statuses]).toEqual([401]);
  expect(codes.size).toBe(1);
  expect((await openBrowser(other).signIn('one-more@example.com', 'guess')).status).toBe(429);
  await other.stop();
});
