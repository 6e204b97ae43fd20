/** A whole outage in real Electron: held mail is read, an answer goes out over a link that flaps and past a kill, and the mail server gets everything once (G24, G28, G29). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import nodemailer from 'nodemailer';
import { startTcpProxy, type TcpProxy } from '../faults/tcp-proxy.ts';
import { createAdministrator, inMs, type Administrator } from './administrator.ts';
import { demoEnvironment, picture, startCompanion, type RealCompanion } from './real-companion.ts';
import { demoPerson, startService, type RealService } from './real-service.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';

const timeoutMs = 60_000;
const SUBJECTS = ['Bay 1', 'Bay 2', 'Bay 3', 'Bay 4', 'Bay 5'];
/** One a second: slow enough for the progress to be seen. */
const RELEASE_PER_MINUTE = '60';
/** Enough for the beginning of an answer, never for a whole one. */
const FLAPPING = { resetAfter: 200 };

let folder: string;
/** The organisation's mail server and the rest of the world in one. */
let primary: SmtpSink;
let service: RealService;
let proxy: TcpProxy;
let administrator: Administrator;
let companion: RealCompanion;

const start = (): Promise<RealCompanion> =>
  startCompanion({ userData: path.join(folder, 'companion'), env: demoEnvironment(proxy.url) });
const openMail = (): Promise<void> =>
  companion.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Mail' }).click();

test.beforeAll(async () => {
  test.setTimeout(timeoutMs * 2);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-journey-'));
  primary = await startSmtpSink();
  const flags = ['--primary', primary.url, '--smart-host', primary.url];
  service = await startService(folder, undefined, 'demo', [
    ...flags,
    '--release-per-minute',
    RELEASE_PER_MINUTE,
  ]);
  proxy = await startTcpProxy(service.ready.httpUrl);
  administrator = await createAdministrator(service);
  companion = await start();
  await expect(companion.page.getByText('All five days cached')).toBeVisible({ timeout: timeoutMs });
});

test.afterAll(async () => {
  await companion.quit();
  await proxy.stop();
  await service.stop();
  await primary.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('from the first held message to the last one delivered', async () => {
  const eventId = await administrator.createEvent({
    description: 'Mail server outage',
    start: inMs(0),
    pauseInboundDelivery: true,
  });
  await openMail();
  await expect(companion.page.getByRole('button', { name: 'New message' })).toBeVisible();

  const sender = nodemailer.createTransport({ ...service.ready.smtp, ignoreTLS: true });
  for (const subject of SUBJECTS) {
    const mail = { from: 'lena@outside.example', to: demoPerson.email, subject, text: `About ${subject}` };
    await sender.sendMail({ ...mail, messageId: `<${subject.replace(' ', '-')}@outside.example>` });
  }
  for (const subject of SUBJECTS)
    await expect(companion.page.getByRole('option', { name: new RegExp(subject) })).toHaveCount(1);
  await companion.page.getByRole('option', { name: /Bay 4/ }).click();
  const pane = companion.page.getByRole('region', { name: 'Reading pane' });
  await expect(pane.getByText('About Bay 4')).toBeVisible();

  await companion.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await companion.page.getByRole('textbox', { name: 'Message text' }).press('Control+Home');
  await companion.page.keyboard.type('Bay 4 it is.');
  proxy.set(FLAPPING);
  proxy.resetAll();
  await companion.page.getByRole('button', { name: 'Send' }).click();
  await expect(companion.page.getByRole('button', { name: 'Outbox: 1 waiting' })).toBeVisible();
  const closed = companion.app.waitForEvent('close');
  companion.app.process().kill('SIGKILL');
  await closed;
  companion = await start();
  await expect(companion.page.getByRole('button', { name: 'Outbox: 1 waiting' })).toBeVisible({
    timeout: timeoutMs,
  });
  expect(primary.mails).toEqual([]);
  proxy.set({});
  await expect(companion.page.getByRole('button', { name: 'Outbox: empty' })).toBeVisible({
    timeout: timeoutMs,
  });
  await expect.poll(() => primary.mails.length, { timeout: timeoutMs }).toBe(1);
  const [answer] = primary.mails;
  expect(answer?.recipients).toEqual(['lena@outside.example']);
  expect(answer?.email).toMatchObject({ subject: 'Re: Bay 4', inReplyTo: '<Bay-4@outside.example>' });
  expect(answer?.email.text).toMatch(/^Bay 4 it is\.[^]*wrote:\n> About Bay 4/);

  await administrator.endNow(eventId);
  await expect(companion.page.getByText(/Mail is back\. \d of 5 held messages delivered\./)).toBeVisible();
  await companion.page.screenshot(picture('25-journey-recovering'));
  await expect(companion.page.getByRole('heading', { name: 'Mail is running normally.' })).toBeVisible({
    timeout: timeoutMs,
  });
  const delivered = primary.mails.slice(1);
  expect(delivered.map(({ email }) => email.subject)).toEqual(SUBJECTS);
  expect(delivered.every(({ recipients }) => recipients.join() === demoPerson.email)).toBe(true);
});
