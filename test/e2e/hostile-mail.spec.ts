/** Hostile mail in the reading pane: no script, no request, no look-up, no navigation, no crash, nothing readable on disk (G38, G40; issue 2, 4 and 5). */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Frame } from '@playwright/test';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { fileKeyBox } from '../../electron/adapters/secret-box/file-key.ts';
import { openState } from '../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../electron/adapters/state/state-paths.ts';
import { TEXT_LIMITS } from '../../shared/domain/limits.ts';
import type { WindowApi } from '../../shared/bridge/window-api.ts';
import { findCanaries } from './canaries.ts';
import { readNetLog } from './net-log.ts';
import { demoEnvironment, startCompanion, type RealCompanion } from './real-companion.ts';
import { demoPerson, projectRoot, startService, type RealService } from './real-service.ts';

const corpus = path.join(projectRoot, 'test/corpus');
const fragments = z
  .array(z.object({ id: z.string(), html: z.string() }))
  .parse(JSON.parse(readFileSync(path.join(corpus, 'hostile-html/fragments.json'), 'utf8')));
const messages = readdirSync(path.join(corpus, 'hostile-mime')).filter((name) => name.endsWith('.eml'));

/** Of public projects, with licences of their own: read where they lie beside the checkout, never copied into it. */
const publicCorpora = process.env['CONTINUITY_CORPORA'] ?? path.resolve(projectRoot, '../shared/corpora');
const hasPublicCorpora = existsSync(publicCorpora);
/** How many messages were opened. */
let opened = 0;

const canary = {
  subject: 'Zwergkaninchen quarterly 77131',
  sender: 'canary.sender.55219@partner.example',
  body: 'The vault opens at nineteen past Xylophon 90417.',
};
/** The test itself has this looked up, without a scheme as no page can: a log without it would be a log of nothing. */
const controlName = 'positive-control.example';

const cacheTimeoutMs = 90_000;

let folder: string;
let service: RealService;
let companion: RealCompanion;
/** What was started, to be stopped in the opposite order. */
const stops: (() => Promise<void>)[] = [];
const faults: string[] = [];

const netLog = (): string => path.join(folder, 'net-log.json');

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(cacheTimeoutMs * 2);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-hostile-'));
  service = await startService(folder);
  stops.push(() => service.stop());
  companion = await startCompanion({
    userData: path.join(folder, 'companion'),
    env: demoEnvironment(service.ready.httpUrl),
    args: [`--log-net-log=${netLog()}`, '--net-log-capture-mode=Everything'],
  });
  stops.push(companion.quit);
  const { page, app } = companion;
  page.on('pageerror', ({ message }) => faults.push(`error in a page: ${message}`));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  page.on('crash', () => faults.push('the page crashed'));
  app.on('window', () => faults.push('a window was opened'));
  await page.context().exposeFunction('PWN', () => faults.push('PWN was called'));
  await expect(page.getByText('All five days cached')).toBeVisible({ timeout: cacheTimeoutMs });
  await page.getByRole('button', { name: 'Mail', exact: true }).click();
});

test.afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens every message that is new since `known`, newest first, by the keyboard, and answers with how many there were. */
async function openEach(known: Known, count: number): Promise<void> {
  const { page } = companion;
  const list = page.getByRole('listbox');
  await expect(page.getByText(`Items: ${known.items + count}`)).toBeVisible({ timeout: cacheTimeoutMs });
  // The list reads again after the count: before that, the top is not the top yet.
  await expect(list.getByRole('option').first()).toHaveAttribute(
    'aria-setsize',
    String(known.listed + count),
  );
  await list.press('Home');
  for (let position = 1; position <= count; position += 1) {
    await page.evaluate(isOpen, position);
    for (const frame of page.frames().slice(1)) await expectHarmless(frame);
    await list.press('ArrowDown');
  }
  opened += count;
}

/** Runs in the page: looked at from there, each of hundreds is open within a frame or two instead of Playwright’s next poll. */
function isOpen(position: number): Promise<void> {
  return new Promise((resolve) => {
    const has = (selector: string): boolean => document.querySelector(selector) !== null;
    const look = (): void => {
      const isChosen = has(`[role=listbox] [aria-selected=true][aria-posinset="${String(position)}"]`);
      const isWaiting = has('.reading__loading') || has('.reading__frame[aria-busy]');
      if (isChosen && has('.reading__message') && !isWaiting) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });
}

async function expectHarmless(frame: Frame): Promise<void> {
  await frame.waitForLoadState('load');
  expect(frame.url()).toMatch(/^mail-view:\/\/[0-9a-f-]{36}\/$/);
}

interface Known {
  /** In the cache, and of these in the list. */
  readonly items: number;
  readonly listed: number;
}

async function whatIsThere(): Promise<Known> {
  const { page } = companion;
  const words = await page.getByText(/^Items: /).innerText();
  const first = page.getByRole('listbox').getByRole('option').first();
  return {
    items: Number(/Items: ([\d,]+)/.exec(words)?.[1]?.replace(',', '')),
    listed: Number(await first.getAttribute('aria-setsize')),
  };
}

test('every fragment of hostile-html', async () => {
  test.setTimeout(300_000);
  const known = await whatIsThere();
  const transport = createTransport({ ...service.ready.smtp, secure: false, ignoreTLS: true, pool: true });
  const addresses = { from: 'stranger@partner.example', to: demoPerson.email };
  await Promise.all(
    fragments.map(({ id, html }) => transport.sendMail({ ...addresses, subject: `fragment ${id}`, html })),
  );
  transport.close();
  await openEach(known, fragments.length);
  expect(faults).toEqual([]);
});

test('every payload of public corpora: HTTPLeaks, the fixtures of DOMPurify, mail from the field', async () => {
  test.skip(!hasPublicCorpora, `there is no ${publicCorpora}`);
  test.setTimeout(600_000);
  const known = await whatIsThere();
  const read = (name: string): string => readFileSync(path.join(publicCorpora, name), 'utf8');
  const fixtures = z
    .array(z.object({ payload: z.string() }))
    .parse(JSON.parse(read('dompurify-fixtures/expect.json')));
  const payloads = [read('httpleaks/leak.html'), ...fixtures.map(({ payload }) => payload)];
  const field = readdirSync(path.join(publicCorpora, 'field-mail')).filter((name) => name.endsWith('.eml'));
  const transport = createTransport({ ...service.ready.smtp, secure: false, ignoreTLS: true, pool: true });
  const addresses = { from: 'stranger@partner.example', to: demoPerson.email };
  let sent = 0;
  const send = (mail: Parameters<typeof transport.sendMail>[0]): Promise<void> =>
    transport.sendMail(mail).then(
      () => void (sent += 1),
      () => undefined,
    );
  const envelope = { ...addresses, to: [addresses.to] };
  await Promise.all([
    ...payloads.map((html, index) => send({ ...addresses, subject: `payload ${String(index)}`, html })),
    ...field.map((name) =>
      send({ envelope, raw: readFileSync(path.join(publicCorpora, 'field-mail', name)) }),
    ),
  ]);
  transport.close();
  expect(sent).toBeGreaterThan(payloads.length);
  await openEach(known, sent);
  expect(faults).toEqual([]);
});

test('every message of hostile-mime', async () => {
  test.setTimeout(300_000);
  const known = await whatIsThere();
  const transport = createTransport({ ...service.ready.smtp, secure: false, ignoreTLS: true, pool: true });
  const envelope = { from: 'stranger@partner.example', to: [demoPerson.email] };
  const refused: string[] = [];
  const send = (name: string): Promise<unknown> =>
    transport
      .sendMail({ envelope, raw: readFileSync(path.join(corpus, 'hostile-mime', name)) })
      .catch((error: unknown) => refused.push(`${name}: ${String(error)}`));
  await Promise.all(messages.map(send));
  transport.close();
  // The gateway's own limits; every other message is for the reading pane to bear.
  expect(refused).toEqual([expect.stringMatching(/^loop-received-120.*Routing loop/)]);
  await openEach(known, messages.length - refused.length);
  expect(faults).toEqual([]);
});

test('G19: each fragment as the message of a continuity event is the text that was written, and nothing else', async () => {
  test.setTimeout(300_000);
  const { page } = companion;
  const event = { description: 'Hostile', affectedGroupId: 'munich-office', end: null };
  const { id } = z.object({ id: z.string() }).parse(await service.api('POST', '/events', event));
  const band = page.getByRole('region', { name: 'Mode' });
  const texts = fragments.map(({ html }) => html).filter((html) => html.length <= TEXT_LIMITS.startMessage);
  for (const text of texts) {
    const edited = await service.api('PATCH', `/events/${id}`, { startMessage: text });
    // As it was kept: control characters, which no text needs, are taken out of it.
    const { startMessage } = z.object({ startMessage: z.string() }).parse(edited);
    await expect(band).toContainText(startMessage);
  }
  await page.getByRole('button', { name: 'Notices' }).click();
  await expect(page.getByRole('main').getByText('Hostile').first()).toBeVisible();
  await service.api('POST', `/events/${id}/end`);
  await page.getByRole('button', { name: 'Mail', exact: true }).click();
  expect(texts.length).toBeGreaterThan(50);
  expect(faults).toEqual([]);
});

test('a script that is there does not run, a link that is there leads nowhere: the frame, without the sanitiser', async () => {
  const { page } = companion;
  const html =
    '<script>PWN()</script><img src="x" onerror="PWN()"><meta http-equiv="refresh" content="0;url=https://evil.example/">' +
    '<link rel="dns-prefetch" href="//look-up.evil.example"><link rel="stylesheet" href="https://evil.example/a.css">' +
    '<iframe src="https://evil.example/"></iframe><form action="https://evil.example/"><button>Go</button></form>';
  await page.evaluate(async (document_) => {
    const { continuity } = window as unknown as { continuity: WindowApi };
    const answer = await continuity.call('mail.present', { id: 'x', html: document_ });
    if (!answer.ok) throw new Error(answer.problem.message);
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-top-navigation allow-popups');
    frame.title = 'unsanitised';
    frame.src = answer.value.url;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
  }, html);
  const frame = page.frameLocator('iframe[title=unsanitised]');
  await frame.getByRole('button', { name: 'Go' }).click();
  expect(faults).toEqual([]);
  expect(page.url()).toBe('app://main/index.html');
  await page.locator('iframe[title=unsanitised]').evaluate((element) => element.remove());
});

test('G38: nothing of mail, person or key can be read in the app’s folder', async () => {
  const { page, userData } = companion;
  const transport = createTransport({ ...service.ready.smtp, secure: false, ignoreTLS: true });
  await transport.sendMail({
    from: canary.sender,
    to: demoPerson.email,
    subject: canary.subject,
    text: canary.body,
  });
  await page.getByRole('listbox').press('Home');
  await expect(page.getByRole('option', { name: new RegExp(canary.subject) })).toBeVisible();
  await page.getByRole('searchbox').fill(canary.subject);
  await page.getByRole('option', { name: new RegExp(canary.subject) }).click();
  await expect(page.getByRole('region', { name: 'Reading pane' })).toContainText(canary.body);
  await companion.app.evaluate(
    ({ session }, name) => session.defaultSession.resolveHost(name).catch(() => null),
    controlName,
  );
  await companion.quit();

  const words = [
    canary.subject,
    canary.sender,
    canary.body,
    demoPerson.email,
    demoPerson.password,
    'Katharina Brandt',
  ];
  // The service keeps mail as it came: what is searched for can be found where it is.
  expect(findCanaries(path.join(folder, 'service'), [canary.subject])).not.toEqual([]);
  expect(findCanaries(userData, [...words, await privateKey(userData)])).toEqual([]);
});

/** The device's own signing key, as only its state can tell it. */
async function privateKey(userData: string): Promise<string> {
  const stateFolder = path.join(userData, 'device');
  const log = { write: () => undefined };
  const state = await openState({
    folder: stateFolder,
    box: fileKeyBox(statePaths(stateFolder).keyFile),
    log,
  });
  const identities = [...(await state.records.read('identity')).values()];
  await state.close();
  return z.object({ privateKey: z.string().min(40) }).parse(identities[0]).privateKey;
}

test('G40: not one request, not one name looked up, not one datagram', () => {
  const { requests, lookUps, outside, datagrams } = readNetLog(netLog());
  // Chromium asks for the host of a frame's address ahead of loading it; the app's own rule answers, and nothing leaves the process.
  const others = lookUps.filter((name) => name !== 'mail-view://~notfound');
  expect(others).toEqual([expect.stringMatching(/^~notfound/i)]);
  expect(requests).toEqual([]);
  expect(outside).toEqual([]);
  expect(datagrams).toBe(0);
  const counts = {
    opened,
    scripts: faults.length,
    requests: requests.length,
    lookUps: others.length - 1,
    datagrams,
  };
  console.log(`reading pane: ${JSON.stringify(counts)}`);
});
