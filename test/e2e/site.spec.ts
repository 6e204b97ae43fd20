/** Set up as a site would: nginx with a certificate of a private authority in front, and a network that nothing leaves but by a proxy with a password, told by a PAC file. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import nodemailer from 'nodemailer';
import { createAuthority, type Authority } from '../journeys/certificates.ts';
import { MISSING_SERVERS, type RunningServer } from '../site/debian-servers.ts';
import { startNginx } from '../site/documented.ts';
import { startProxyOnlyNetwork, type ProxyOnlyNetwork } from '../site/proxy-only-network.ts';
import { expectAccessible } from './accessibility.ts';
import { createAdministrator, inMs } from './administrator.ts';
import { picture, startCompanion, type RealCompanion } from './real-companion.ts';
import { demoPerson, startService, type RealService } from './real-service.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';

const NAME = 'continuity.example.com';
const PUBLIC_URL = `https://${NAME}`;
const SIGN_IN = { name: 'kbrandt', password: 'at-the-proxy' };
const LATER = { name: 'kbrandt', password: 'changed-since' };
const LINK = `continuity://enrol?service=${encodeURIComponent(PUBLIC_URL)}&email=${demoPerson.email}`;
const timeoutMs = 60_000;

let folder: string;
let world: SmtpSink;
let service: RealService;
let front: RunningServer;
let network: ProxyOnlyNetwork;
let pac: Server;
let companion: RealCompanion;

test.describe.configure({ mode: 'serial' });
test.skip(MISSING_SERVERS.length > 0, `not installed: ${MISSING_SERVERS.join(', ')} (apt-get brings them)`);

test.beforeAll(async () => {
  test.setTimeout(timeoutMs * 2);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-site-'));
  const place = (name: string): string => {
    mkdirSync(path.join(folder, name));
    return path.join(folder, name);
  };
  const authority: Authority = createAuthority(place('authority'));
  world = await startSmtpSink();
  const flags = ['--public-url', PUBLIC_URL, '--trusted-proxies', '127.0.0.1', '--smart-host', world.url];
  service = await startService(folder, undefined, 'demo', flags);
  front = await startNginx({
    folder: place('front'),
    certificate: authority.sign(NAME),
    serviceUrl: service.ready.httpUrl,
  });
  network = await startProxyOnlyNetwork(place('network'), { [`${NAME}:443`]: front.port }, SIGN_IN);
  pac = await servePac(`PROXY ${network.proxy}`);
  companion = await startCompanion({
    userData: path.join(folder, 'companion'),
    args: [LINK],
    env: {
      CONTINUITY_CA: authority.file,
      auto_proxy: `http://localhost:${String((pac.address() as AddressInfo).port)}/proxy.pac`,
    },
  });
});

test.afterAll(async () => {
  await companion.quit();
  pac.close();
  await network.stop();
  await front.stop();
  await service.stop();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks for the name that it is given, as such files do to tell inside from outside. */
async function servePac(proxy: string): Promise<Server> {
  const script = `function FindProxyForURL(url, host) {
    return isInNet(dnsResolve(host) || "192.0.2.1", "10.0.0.0", "255.0.0.0") ? "DIRECT" : "${proxy}";
  }`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(script);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function answerProxy(
  question: RegExp,
  { name, password }: typeof SIGN_IN,
  shot: string,
): Promise<void> {
  const dialog = companion.page.getByRole('dialog', { name: question });
  await expect(dialog).toContainText(network.proxy);
  await expectAccessible(companion.page);
  await companion.page.screenshot(picture(shot));
  await dialog.getByRole('textbox', { name: 'Name for the proxy' }).fill(name);
  await dialog.getByLabel('Password for the proxy').fill(password);
  await dialog.getByLabel('Password for the proxy').press('Enter');
}

test('enrolled by a link; the proxy’s password is asked for, once more when it is wrong, and then the mail is here', async () => {
  const { page } = companion;
  await page.getByRole('button', { name: 'Go on to sign-in' }).click();
  await expect(page.getByRole('textbox', { name: 'Service' })).toHaveValue(PUBLIC_URL);
  await page.getByLabel('Cloud password').fill(demoPerson.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await answerProxy(/asks who you are/, { ...SIGN_IN, password: 'a-slip' }, 'site-proxy-asks');
  await answerProxy(/does not know you/, SIGN_IN, 'site-proxy-wrong');
  await expect(page.getByText('All five days cached')).toBeVisible({ timeout: timeoutMs });
  await expect(page.getByRole('button', { name: 'Control service: linked', exact: true })).toBeVisible();
  expect(new Set(network.asked())).toEqual(new Set([`${NAME}:443`]));
});

test('mail both ways while mail is down', async () => {
  const { page } = companion;
  const sender = nodemailer.createTransport({ ...service.ready.smtp, ignoreTLS: true });
  const administrator = await createAdministrator(service);
  await administrator.createEvent({ description: 'Mail server outage', start: inMs(0) });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Mail' }).click();
  const mail = { from: 'lena@outside.example', to: demoPerson.email, subject: 'Bay 4', text: 'About bay 4' };
  await sender.sendMail(mail);
  await page.getByRole('option', { name: /Bay 4/ }).click();
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message text' }).press('Control+Home');
  await page.keyboard.type('Bay 4 it is.');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => world.mails.map(({ email }) => email.subject)).toEqual(['Re: Bay 4']);
});

test('the proxy wants another password later: the device says so, asks, and is back', async () => {
  const { page } = companion;
  await network.want(LATER);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Status' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Sign in at the proxy' }).click();
  await answerProxy(/does not know you/, LATER, 'site-proxy-later');
  await expect(page.getByRole('button', { name: 'Control service: linked', exact: true })).toBeVisible();
});
