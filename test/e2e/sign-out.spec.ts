/** Signing out with mail that is only here, in real Electron against the real service: sent first, kept sealed, or deleted at one's word (G59). */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { createAdministrator, inMs } from './administrator.ts';
import { demoEnvironment, picture, startCompanion, type RealCompanion } from './real-companion.ts';
import { demoPerson, startService, type RealService } from './real-service.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';

const cacheTimeoutMs = 60_000;
const sendTimeoutMs = 30_000;

let folder: string;
let world: SmtpSink;
let service: RealService;
let companion: RealCompanion;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(cacheTimeoutMs * 2);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-sign-out-'));
  world = await startSmtpSink();
  service = await startService(folder, undefined, 'demo', ['--smart-host', world.url]);
  companion = await startCompanion({
    userData: path.join(folder, 'companion'),
    env: demoEnvironment(service.ready.httpUrl),
  });
  await expect(companion.page.getByText('All five days cached')).toBeVisible({ timeout: cacheTimeoutMs });
  const administrator = await createAdministrator(service);
  await administrator.createEvent({ description: 'Mail server outage', start: inMs(0) });
});

test.afterAll(async () => {
  await companion.quit();
  await service.stop();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function write(subject: string): Promise<void> {
  const { page } = companion;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Mail' }).click();
  await page.getByRole('button', { name: 'New message' }).click();
  await page.getByRole('combobox', { name: 'To' }).fill('lena@outside.example,');
  await page.getByRole('textbox', { name: 'Subject' }).fill(subject);
  await page.getByRole('textbox', { name: 'Message text' }).click();
  await page.keyboard.type('As spoken.');
  await expect(page.getByText('Draft saved')).toBeVisible();
}

async function signIn(email: string, password: string): Promise<void> {
  const { page } = companion;
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill(email);
  await page.getByLabel('Cloud password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: sendTimeoutMs });
}

const askToSignOut = async (): Promise<void> => {
  const { page } = companion;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
};
const dialog = () => companion.page.getByRole('dialog', { name: 'Sign out of this device?' });
const bundles = (): readonly string[] =>
  readdirSync(path.join(folder, 'companion/device/kept')).filter((name) => name.endsWith('.kept'));

test('with the link lost, what waits and the draft are named, and kept unless one says otherwise', async () => {
  const { page } = companion;
  await write('Loading plan');
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  await service.kill();
  await expect(page.getByRole('button', { name: /^Control service: (?!linked)/ })).toBeVisible({
    timeout: cacheTimeoutMs,
  });
  await write('Customs papers');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('button', { name: 'Outbox: 1 waiting' })).toBeVisible();
  await askToSignOut();
  await expect(dialog()).toContainText('2 messages of yours are only here.');
  await expect(dialog()).toContainText('Customs papers');
  await expect(dialog()).toContainText('Loading plan');
  await expect(dialog().getByRole('radio', { name: /Send/ })).toHaveCount(0);
  await expect(dialog().getByRole('radio', { name: /Keep all 2/ })).toBeChecked();
  await expect(dialog().getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await expectAccessible(page);
  await page.screenshot(picture('60-sign-out'));
  await dialog().getByRole('button', { name: 'Stay signed in' }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await askToSignOut();
  await expectAccessible(page);
  await page.screenshot(picture('60-sign-out-dark'));
  await dialog().getByRole('button', { name: 'Keep and sign out' }).click();
  await expect(page.getByText('2 messages that are not sent wait here')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(picture('61-signed-out-kept'));
  expect(bundles()).toHaveLength(1);
});

test('another person does not get it; the same one does, and what waited goes out once', async () => {
  const { page } = companion;
  service = await startService(folder, service.ready, 'demo', ['--smart-host', world.url]);
  await signIn('jonas.weidner@northwind.example', demoPerson.password);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Mail' }).click();
  await expect(page.getByText('Loading plan')).toHaveCount(0);
  await askToSignOut();
  await expect(dialog().getByRole('radio')).toHaveCount(0);
  await dialog().getByRole('button', { name: 'Sign out' }).click();
  await signIn(demoPerson.email, demoPerson.password);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Mail' }).click();
  await expect(page.getByText('Loading plan').first()).toBeVisible();
  await expect
    .poll(() => world.mails.map(({ email }) => email.subject), { timeout: sendTimeoutMs })
    .toEqual(['Customs papers']);
  expect(bundles()).toEqual([]);
});

test('with a link, what waits may go first; the draft stays kept', async () => {
  const { page } = companion;
  await write('Photos of the seals');
  await page.getByRole('button', { name: 'Send' }).click();
  await askToSignOut();
  await dialog().getByText('Send what waits first').click();
  await page.screenshot(picture('62-sign-out-send-first'));
  await dialog().getByRole('button', { name: 'Send and sign out' }).click();
  await expect(dialog()).toContainText('1 is still going out.');
  await expect(page.getByText('1 message that is not sent waits here')).toBeVisible({
    timeout: sendTimeoutMs,
  });
  await expect
    .poll(() => world.mails.map(({ email }) => email.subject), { timeout: sendTimeoutMs })
    .toEqual(['Customs papers', 'Photos of the seals']);
});

test('deleting asks once more, and nothing is back afterwards', async () => {
  const { page } = companion;
  await signIn(demoPerson.email, demoPerson.password);
  await askToSignOut();
  await dialog().getByText('Delete it').click();
  await dialog().getByRole('button', { name: 'Delete and sign out' }).click();
  await expect(dialog().getByRole('alert')).toContainText('It exists nowhere else.');
  await page.screenshot(picture('63-sign-out-delete'));
  await dialog().getByRole('button', { name: 'Yes, delete it and sign out' }).click();
  await expect(page.getByText('Nothing of your mail is left on this computer.')).toBeVisible();
  await signIn(demoPerson.email, demoPerson.password);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Mail' }).click();
  await expect(page.getByText('Loading plan')).toHaveCount(0);
});
