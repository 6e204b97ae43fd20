/** The story in real Electron against the real service, with a picture of each state (issue 2, "What it must show" 1 to 3). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { createTransport } from 'nodemailer';
import type { WindowApi } from '../../shared/bridge/window-api.ts';
import { expectAccessible, settled } from './accessibility.ts';
import { createAdministrator, inMs, type Administrator } from './administrator.ts';
import { demoEnvironment, picture, startCompanion, type RealCompanion } from './real-companion.ts';
import { demoPerson, startService, type RealService } from './real-service.ts';

const cacheTimeoutMs = 60_000;
/** "The window is in DR within a second." */
const atOnceMs = 1_000;

let folder: string;
let service: RealService;
let administrator: Administrator;
let companion: RealCompanion;
/** What was started, to be stopped in the opposite order. */
const stops: (() => Promise<void>)[] = [];

const band = (): Locator => companion.page.getByRole('region', { name: 'Mode' });
const go = (place: 'Mail' | 'Notices' | 'Status' | 'Settings'): Promise<void> =>
  companion.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: place }).click();
const shows = async (name: string): Promise<void> => {
  await expectAccessible(companion.page);
  await companion.page.screenshot(picture(name));
};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(cacheTimeoutMs * 2);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-story-'));
  service = await startService(folder);
  stops.push(() => service.stop());
  administrator = await createAdministrator(service);
  companion = await startCompanion({
    userData: path.join(folder, 'companion'),
    env: demoEnvironment(service.ready.httpUrl),
  });
  stops.push(companion.quit);
});

test.afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the demo person is signed in, all eight items are in order, the cache is complete', async () => {
  const { page } = companion;
  await expect(page.getByText('All five days cached')).toBeVisible({ timeout: cacheTimeoutMs });
  await expect(band()).toContainText('Mail is running normally.');
  await go('Status');
  await expect(page.getByText('Yes. All eight are in order.')).toBeVisible();
  expect(companion.output()).toContain('file permissions alone');
  await shows('01-normal-status');
  await go('Mail');
  await page.getByRole('option').nth(1).click();
  await shows('02-normal-mail');
});

test('a message that comes by SMTP arrives', async () => {
  const { page } = companion;
  const transport = createTransport({ ...service.ready.smtp, secure: false, ignoreTLS: true });
  await transport.sendMail({
    from: 'Lena Vogt <lena.vogt@partner.example>',
    to: demoPerson.email,
    subject: 'Loading plan for Thursday, third version',
    html: '<p>The two refrigerated trailers moved to <b>bay 4</b>.</p>',
    text: 'The two refrigerated trailers moved to bay 4.',
  });
  const row = page.getByRole('option', { name: /Loading plan for Thursday, third version/ });
  await row.click();
  await expect(page.frameLocator('iframe').getByText('refrigerated trailers')).toBeVisible();
  await shows('03-mail-arrived');
});

test('an event that starts now: DR within a second, its message in the band and as a notification', async () => {
  const { page } = companion;
  const before = (await companion.notifications()).length;
  const eventId = await administrator.createEvent({
    description: 'Mail server outage, Munich data centre',
    start: inMs(0),
    startMessage:
      'Our mail server in Munich is down. Please use Continuity Companion until we tell you that mail is back.',
    endMessage: 'The mail server in Munich is back. Use Outlook as usual.',
  });
  await expect(band()).toContainText('Disaster recovery mode', { timeout: atOnceMs });
  await expect(band()).toContainText('Our mail server in Munich is down.');
  await expect
    .poll(async () => (await companion.notifications()).slice(before))
    .toEqual([
      {
        title: 'Mail server outage, Munich data centre',
        body: 'Our mail server in Munich is down. Please use Continuity Companion until we tell you that mail is back.',
      },
    ]);
  await shows('04-dr-mail');
  await go('Notices');
  await expect(page.getByRole('main')).toContainText('Our mail server in Munich is down.');
  await shows('05-dr-notices');

  await administrator.endNow(eventId);
  await expect(band()).toContainText('Mail is running normally.');
  await expect(page.getByRole('main')).toContainText('The mail server in Munich is back.');
  await expect.poll(async () => (await companion.notifications()).length).toBe(before + 2);
  await shows('06-ended-notices');

  await administrator.recover(eventId, 37, 212);
  await expect(band()).toContainText('37 of 212');
  await go('Mail');
  await shows('07-recovering');
  await administrator.recover(eventId, 0, null);
  await expect(band()).toContainText('Mail is running normally.');
});

test('with cached mode off: a blocked notice and no DR; switching it on enters at once', async () => {
  const { page } = companion;
  await go('Settings');
  await page.getByRole('switch', { name: 'Use Cached Exchange Mode' }).click();
  const eventId = await administrator.createEvent({ description: 'Exchange Online outage', start: inMs(0) });
  await expect(band()).toContainText('Use Cached Exchange Mode is off');
  await expect(band()).not.toContainText('Disaster recovery mode');
  await expect
    .poll(async () => (await companion.notifications()).at(-1)?.title)
    .toBe('Exchange Online outage');
  await shows('08-blocked-settings');
  await go('Status');
  await shows('09-blocked-status');

  await band().getByRole('button', { name: 'Turn on Use Cached Exchange Mode' }).click();
  await expect(band()).toContainText('Disaster recovery mode', { timeout: atOnceMs });
  await go('Mail');
  await expect(page.getByText('All five days cached')).toBeVisible({ timeout: cacheTimeoutMs });
  await shows('10-dr-after-blocked');
  await administrator.endNow(eventId);
  await expect(band()).toContainText('Mail is running normally.');
});

test('a scheduled event starts and ends while the service is dead', async () => {
  const { page } = companion;
  await administrator.createEvent({
    description: 'Planned maintenance',
    start: inMs(6_000),
    end: inMs(14_000),
    startMessage: 'Planned maintenance has begun.',
    endMessage: 'Planned maintenance is over.',
  });
  await go('Status');
  await expect(page.getByRole('main')).toContainText('Planned maintenance');
  await service.kill();
  await expect(band()).toContainText('Planned maintenance has begun.');
  await expect(page.getByRole('button', { name: /Control service: (link lost|connecting)/ })).toBeVisible();
  await go('Mail');
  await shows('11-dr-offline');
  await page.getByRole('button', { name: /Control service:/ }).click();
  await settled(page);
  await page.screenshot(picture('12-link-panel'));
  await page.keyboard.press('Escape');
  // What was true when the service was last heard.
  await expect(band()).toContainText(/mail was running normally/i);
  await expect
    .poll(async () =>
      (await companion.notifications()).filter(({ title }) => title === 'Planned maintenance'),
    )
    .toEqual([
      { title: 'Planned maintenance', body: 'Planned maintenance has begun.' },
      { title: 'Planned maintenance', body: 'Planned maintenance is over.' },
    ]);
  await expect(page.getByRole('button', { name: /Control service: link lost/ })).toBeVisible();
  await go('Status');
  await shows('13-offline-status');
});

test('the service comes back: linked again, nothing is said twice', async () => {
  const { page } = companion;
  const before = (await companion.notifications()).length;
  service = await startService(folder, service.ready);
  // What *Retry now* does; the button itself goes away as soon as the device has come back by itself.
  await page.evaluate(() =>
    (window as unknown as { continuity: WindowApi }).continuity.call('link.retryNow', undefined),
  );
  await expect(page.getByRole('button', { name: 'Control service: linked' })).toBeVisible({
    timeout: 35_000,
  });
  await expect(page.getByText('Yes. All eight are in order.')).toBeVisible();
  expect(await companion.notifications()).toHaveLength(before);
});

test('dark and high contrast', async () => {
  const { page } = companion;
  const eventId = await administrator.createEvent({
    description: 'Mail server outage, Munich data centre',
    start: inMs(0),
    startMessage: 'Please use Continuity Companion until mail is back.',
  });
  await expect(band()).toContainText('Disaster recovery mode');
  await go('Settings');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await go('Mail');
  await shows('14-dr-dark');
  await page.emulateMedia({ forcedColors: 'active' });
  await shows('15-dr-high-contrast');
  await page.emulateMedia({ forcedColors: null });
  await administrator.endNow(eventId);
  await expect(band()).toContainText('Mail is running normally.');
});
