/** The second factor in the console: set up, asked for at sign-in, asked of everybody, lost and taken away. */
import { expect, test, type Page } from '@playwright/test';
import { codeAt } from '../service/access/phone.ts';
import { enter, startConsole, type ConsoleRig } from './console-rig.ts';

const ADA = { email: 'ada@northwind.example', password: 'correct horse battery' };
const GRACE = { email: 'grace@northwind.example', password: 'three quiet green boats' };

let rig: ConsoleRig;
let page: Page;
let secret: string;
let recoveryCodes: string[];

const signedIn = (name: string) => page.getByRole('banner').getByText(name);
const signOut = (): Promise<void> => page.getByRole('button', { name: 'Sign out' }).click();
/** The service takes a code once: each use here is of another step, and all are within what a phone may be off. */
const code = (steps: number): string => codeAt(secret, Date.now() + steps * 30_000);

async function keyShown(): Promise<string> {
  return (await page.locator('.factor-key').innerText()).replaceAll(' ', '');
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rig = await startConsole({ seed: null });
  page = rig.page;
  const add = (displayName: string, given: typeof ADA) =>
    rig.service.api('POST', '/administrators', { ...given, displayName, role: 'administrator' });
  await add('Ada Lovelace', ADA);
  await add('Grace Hopper', GRACE);
  await page.reload();
});

test.afterAll(() => rig.stop());

test('an authenticator app is set up with the password and a code, and recovery codes are shown once', async () => {
  await enter(page, ADA);
  await page.getByRole('link', { name: /Ada Lovelace/u }).click();
  await expect(page.getByText('Your password alone lets you in.')).toBeVisible();
  await rig.shows('40-factor-none');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await rig.dialog.getByLabel('Current password').fill(ADA.password);
  await rig.dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(rig.dialog.getByRole('img', { name: 'QR code of the key below' })).toBeVisible();
  secret = await keyShown();
  await rig.dialog.getByLabel('Code that the app shows now').fill('000000');
  await rig.dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(rig.dialog.getByText('This code is not right')).toBeVisible();
  await rig.shows('41-factor-scan');
  await rig.dialog.getByLabel('Code that the app shows now').fill(code(-1));
  await rig.dialog.getByRole('button', { name: 'Confirm' }).click();
  const codes = rig.dialog.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  recoveryCodes = await codes.allInnerTexts();
  await rig.shows('42-factor-codes');
  await rig.dialog.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();
  await rig.shows('43-factor-account');
  expect(await page.content()).not.toContain(recoveryCodes[0]);
});

test('signing in takes a code of the app, or a recovery code', async () => {
  await signOut();
  await enter(page, ADA);
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await page.getByLabel('Code of the authenticator app').fill('123456');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('This code is not right')).toBeVisible();
  await rig.shows('44-factor-step');
  await page.getByLabel('Code of the authenticator app').fill(code(0));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(signedIn('Ada Lovelace')).toBeVisible();
  await signOut();
  await enter(page, ADA);
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill((recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(signedIn('Ada Lovelace')).toBeVisible();
  await page.getByRole('link', { name: /Ada Lovelace/u }).click();
  await expect(page.getByText('9 recovery codes left')).toBeVisible();
});

test('asked of everybody, it is all that whoever has none can do', async () => {
  await rig.goTo('Administrators');
  await page.getByRole('switch', { name: 'Ask everybody for a second factor' }).click();
  await expect(page.getByRole('switch', { name: 'Ask everybody for a second factor' })).toBeChecked();
  await expect(page.getByRole('row', { name: /Ada Lovelace.*Set up/u })).toBeVisible();
  await rig.shows('45-factor-administrators');
  await signOut();
  await enter(page, GRACE);
  await expect(
    page.getByRole('heading', { name: 'Your organisation asks for a second factor' }),
  ).toBeVisible();
  await rig.shows('46-factor-required');
  await page.getByLabel('Current password').fill(GRACE.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  const gracesKey = await keyShown();
  await rig.shows('47-factor-required-scan');
  await page.getByLabel('Code that the app shows now').fill(codeAt(gracesKey, Date.now()));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(signedIn('Grace Hopper')).toBeVisible();
});

test('somebody who has lost everything is let in again by another administrator, and told so', async () => {
  await rig.goTo('Administrators');
  await page.getByRole('button', { name: 'Take the second factor of Ada Lovelace away' }).click();
  await rig.shows('48-factor-reset');
  await rig.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('row', { name: /Ada Lovelace.*None/u })).toBeVisible();
  await page.getByRole('switch', { name: 'Ask everybody for a second factor' }).click();
  await expect(page.getByRole('switch', { name: 'Ask everybody for a second factor' })).not.toBeChecked();
  await signOut();
  await enter(page, ADA);
  await page.getByRole('link', { name: /Ada Lovelace/u }).click();
  await expect(page.getByText('Another administrator took your second factor away')).toBeVisible();
  await rig.shows('49-factor-was-reset');
});
