/** Who may do what, in the console: set-up, sign-in, administrators, API tokens, and what an auditor is shown (product 5). */
import { expect, test, type Page } from '@playwright/test';
import { enter, startConsole, type ConsoleRig } from './console-rig.ts';

const PASSWORD = 'correct horse battery';

let rig: ConsoleRig;
let page: Page;

const signOut = (): Promise<void> => page.getByRole('button', { name: 'Sign out' }).click();
const signedIn = (name: string) => page.getByRole('banner').getByText(name);

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rig = await startConsole({ seed: null });
  page = rig.page;
});

test.afterAll(() => rig.stop());

test('a new service asks for its token and makes the first administrator', async () => {
  await expect(page.getByRole('heading', { name: 'Set up the control service' })).toBeVisible();
  await rig.shows('30-access-setup');
  await page.getByLabel('Administrator token').fill('not-the-token');
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Address').fill('ada@northwind.example');
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await expect(page.getByText('This is not the service’s token.')).toBeVisible();
  await page.getByLabel('Administrator token').fill(rig.service.ready.adminToken);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await expect(page.getByText('At least 12 characters.', { exact: true })).toBeVisible();
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await expect(signedIn('Ada Lovelace')).toBeVisible();
});

test('a reload stays signed in; signing out asks again, and a wrong password is refused in words', async () => {
  await page.reload();
  await expect(signedIn('Ada Lovelace')).toBeVisible();
  await signOut();
  await enter(page, { email: 'ada@northwind.example', password: 'guess' });
  await expect(page.getByText('Address or password is not right.')).toBeVisible();
  await rig.shows('31-access-sign-in');
  await page.reload();
  await enter(page, { email: 'ada@northwind.example', password: PASSWORD });
  await expect(signedIn('Ada Lovelace')).toBeVisible();
});

test('an administrator adds an auditor, changes the role, resets the password, and cannot remove the last one', async () => {
  await rig.goTo('Administrators');
  await page.getByRole('button', { name: 'Add administrator' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Grace Hopper');
  await page.getByRole('dialog').getByLabel('Address').fill('ada@northwind.example');
  await page.getByRole('dialog').getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Belongs to somebody else already')).toBeVisible();
  await rig.shows('32-access-administrator-form');
  await page.getByRole('dialog').getByLabel('Address').fill('grace@northwind.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Grace Hopper.*Auditor.*Never/u })).toBeVisible();
  await page.getByRole('button', { name: 'Edit Grace Hopper' }).click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('Administrator');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Grace Hopper.*Administrator/u })).toBeVisible();
  await page.getByRole('button', { name: 'Edit Grace Hopper' }).click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('Auditor');
  await page.getByRole('dialog').getByLabel('New password').fill(`${PASSWORD} staple`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Grace Hopper.*Auditor/u })).toBeVisible();
  await rig.shows('33-access-administrators');
  await page.getByRole('button', { name: 'Remove Ada Lovelace' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('alert')).toContainText('last administrator');
  await rig.shows('34-access-last-administrator');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
});

test('an API token is made with what it may do, shown once, works, and is revoked', async () => {
  await rig.goTo('API tokens');
  await expect(page.getByText('There is no API token yet')).toBeVisible();
  await page.getByRole('button', { name: 'Create token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Monitoring');
  await expect(dialog.getByRole('button', { name: 'Create token' })).toBeDisabled();
  await dialog.getByLabel('Events').selectOption('Read and change');
  await dialog.getByLabel('Audit log').selectOption('Read');
  await rig.shows('35-access-token-form');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  const token = await dialog.getByLabel('Token').inputValue();
  await rig.shows('36-access-token-secret');
  const ask = (route: string) =>
    fetch(new URL(`/api/v1${route}`, rig.service.ready.httpUrl), {
      headers: { authorization: `Bearer ${token}` },
    });
  expect((await ask('/events')).status).toBe(200);
  expect((await ask('/users')).status).toBe(403);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(
    page.getByRole('row', { name: /Monitoring.*change events, read the audit log.*Ada Lovelace/u }),
  ).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await rig.shows('37-access-tokens');
  await page.getByRole('button', { name: 'Revoke Monitoring' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('There is no API token yet')).toBeVisible();
  expect((await ask('/events')).status).toBe(401);
});

test('an auditor sees everything, is told why there is nothing to press, and has nothing to press', async () => {
  await signOut();
  await enter(page, { email: 'grace@northwind.example', password: `${PASSWORD} staple` });
  await expect(signedIn('Grace Hopper')).toBeVisible();
  for (const [place, button] of [
    ['Administrators', 'Add administrator'],
    ['API tokens', 'Create token'],
  ] as const) {
    await rig.goTo(place);
    await expect(page.getByText('You can look at everything and change nothing.')).toBeVisible();
    await expect(page.getByRole('button', { name: button })).toBeHidden();
  }
  await rig.goTo('Administrators');
  await expect(page.getByRole('row', { name: /Ada Lovelace/u })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Edit|Remove)/u })).toHaveCount(0);
  await rig.shows('38-access-auditor');
});

test('a session that somebody else ends says so', async () => {
  const administrators = (await rig.service.api('GET', '/administrators?q=grace')) as {
    items: { id: string }[];
  };
  await rig.service.api('DELETE', `/administrators/${String(administrators.items[0]?.id)}`);
  await expect(page.getByText('Your session has ended. Sign in again.')).toBeVisible();
  await rig.shows('39-access-ended');
});
