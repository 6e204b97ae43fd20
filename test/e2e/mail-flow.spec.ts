/** Mail flow in the console, against the real service and a mail server that is away: what waits, its way, and the actions. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import nodemailer from 'nodemailer';
import { expectAccessible } from './accessibility.ts';
import { startBrowser, type BareBrowser } from './bare-browser.ts';
import { picture } from './real-companion.ts';
import { startService, type RealService } from './real-service.ts';

let folder: string;
let service: RealService;
let browser: BareBrowser;
let page: Page;

const send = (subject: string): Promise<unknown> =>
  nodemailer.createTransport({ ...service.ready.smtp, ignoreTLS: true }).sendMail({
    from: 'bob@sender.example',
    to: 'katharina.brandt@northwind.example',
    subject,
    text: 'Hello',
  });
const shows = async (name: string): Promise<void> => {
  await expectAccessible(page);
  await page.screenshot(picture(name));
};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-mail-flow-'));
  // Nobody listens there: the primary server is away.
  service = await startService(folder, undefined, 'demo', ['--primary', 'smtp://127.0.0.1:1']);
  browser = await startBrowser(folder);
  page = browser.page;
  await page.goto(service.ready.httpUrl);
  await page.getByRole('button', { name: 'Sign in with the service’s token' }).click();
  await page.getByLabel('Administrator token').fill(service.ready.adminToken);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
});

test.afterAll(async () => {
  await browser.quit();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('what waits appears by itself, and why it waits is said', async () => {
  await page.getByRole('navigation').getByRole('link', { name: 'Mail flow' }).click();
  await expect(page.getByText('No mail is on its way')).toBeVisible();
  await send('Quarterly figures');
  await expect(page.getByText('Quarterly figures')).toBeVisible();
  await expect(page.getByText(/127\.0\.0\.1:1 cannot be reached since/)).toBeVisible();
  await expect(page.getByText('1 delivery', { exact: true })).toBeVisible();
  await shows('60-console-mail-flow');
});

test('a message’s way is told step by step', async () => {
  await page.getByRole('link', { name: /katharina\.brandt/ }).click();
  await expect(page.getByRole('heading', { name: 'Quarterly figures' })).toBeVisible();
  for (const step of ['Received', 'Stored', 'Queued'])
    await expect(page.getByRole('listitem').filter({ hasText: step }).first()).toBeVisible();
  await shows('61-console-mail-message');
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
  await shows('62-console-mail-returned');
});
