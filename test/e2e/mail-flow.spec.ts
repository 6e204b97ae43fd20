/** Mail flow in the console, against the real service and a mail server that is away: what waits, its way, and the actions. */
import { expect, test, type Page } from '@playwright/test';
import nodemailer from 'nodemailer';
import { signInWithToken, startConsole, type ConsoleRig } from './console-rig.ts';

let rig: ConsoleRig;
let page: Page;

const send = (subject: string): Promise<unknown> =>
  nodemailer.createTransport({ ...rig.service.ready.smtp, ignoreTLS: true }).sendMail({
    from: 'bob@sender.example',
    to: 'katharina.brandt@northwind.example',
    subject,
    text: 'Hello',
  });

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  // Nobody listens there: the primary server is away.
  rig = await startConsole({ flags: ['--primary', 'smtp://127.0.0.1:1'] });
  page = rig.page;
  await signInWithToken(rig);
});

test.afterAll(() => rig.stop());

test('what waits appears by itself, and why it waits is said', async () => {
  await page.getByRole('navigation').getByRole('link', { name: 'Mail flow' }).click();
  await expect(page.getByText('No mail is on its way')).toBeVisible();
  await send('Quarterly figures');
  await expect(page.getByText('Quarterly figures')).toBeVisible();
  await expect(page.getByText(/127\.0\.0\.1:1 cannot be reached since/)).toBeVisible();
  await expect(page.getByText('1 delivery', { exact: true })).toBeVisible();
  await rig.shows('60-console-mail-flow');
});

test('a message’s way is told step by step', async () => {
  await page.getByRole('link', { name: /katharina\.brandt/ }).click();
  await expect(page.getByRole('heading', { name: 'Quarterly figures' })).toBeVisible();
  for (const step of ['Received', 'Stored', 'Queued'])
    await expect(page.getByRole('listitem').filter({ hasText: step }).first()).toBeVisible();
  await rig.shows('61-console-mail-message');
});

test('returned to its sender after one question, it is over; search and state find it', async () => {
  await page.getByRole('button', { name: /Return to sender: katharina/ }).click();
  await expect(page.getByRole('dialog')).toContainText('bob@sender.example');
  await page.getByRole('dialog').getByRole('button', { name: 'Return to sender' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('by administrator')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Mail flow' }).click();
  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Returned to sender' });
  await page.getByRole('searchbox').fill('quarterly');
  await expect(page).toHaveURL(/q=quarterly/);
  await expect(page.getByText('Quarterly figures')).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await rig.shows('62-console-mail-returned');
});
