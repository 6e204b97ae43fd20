/** The same journey by each way that a site may have, with headless devices, which are the app's: HAProxy, a path, no WebSockets, a rewritten Host, and the service's own TLS over IPv6. */
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect as connectHttp2, constants } from 'node:http2';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../attacks/asking.ts';
import { folderOfFile } from '../crash/hits.ts';
import { startSmtpSink, type SmtpSink } from '../e2e/smtp-sink.ts';
import { createAuthority, HAS_OPENSSL, type Authority } from '../journeys/certificates.ts';
import { addEvent, foundOrganisation, inMode, isOnline } from '../journeys/organisation.ts';
import { ADMIN_TOKEN, PASSWORD, startDevice, startService } from '../journeys/process-rig.ts';
import type { ServiceProcess } from '../journeys/process-rig.ts';
import { MISSING_SERVERS, type RunningServer } from './debian-servers.ts';
import { startHaproxy, startNginx } from './documented.ts';
import { startMapping, startProxyOnlyNetwork } from './proxy-only-network.ts';

const NAME = 'continuity.example.com';
const canRun = MISSING_SERVERS.length === 0 && HAS_OPENSSL;

const folder = folderOfFile();
const stops: (() => unknown)[] = [];
let world: SmtpSink;
let authority: Authority;
/** At the name itself, and below a path of it. */
let [atName, belowPath]: ServiceProcess[] = [];

const place = (name: string): string => {
  const made = path.join(folder, name);
  mkdirSync(made, { recursive: true });
  return made;
};

async function serve(name: string, flags: readonly string[], http?: string): Promise<ServiceProcess> {
  const trusted = ['--trusted-proxies', '127.0.0.1', '--smart-host', world.url];
  const service = await startService(place(name), http, { flags: [...trusted, ...flags] });
  stops.push(service.kill);
  return service;
}

/** How a front is made of the documentation; what it is called is the test's name. */
interface Way {
  readonly start: typeof startNginx;
  readonly service: () => ServiceProcess | undefined;
  readonly change?: (text: string) => string;
}

async function openFront(name: string, { start, service, change }: Way): Promise<RunningServer> {
  const serviceUrl = service()?.url ?? '';
  const certificate = authority.sign(NAME);
  const front = await start({
    ...{ folder: place(name), certificate, serviceUrl },
    ...(change === undefined ? {} : { change }),
  });
  stops.push(front.stop);
  return front;
}

interface Journey {
  readonly service: ServiceProcess;
  readonly url: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly hasChannel?: boolean;
}

/** Registered, told of an event, mail in, mail out in disaster recovery, and told of the end. */
async function journey(name: string, { service, url, env = {}, hasChannel = true }: Journey): Promise<void> {
  const email = `${name}@north.example`;
  const { groupId } = await foundOrganisation(service, [email]);
  const eventId = hasChannel ? '' : await addEvent(service, groupId);
  const device = startDevice(url, email, place(`${name}-device`), { env, flags: ['--ca', authority.file] });
  stops.push(device.kill);
  if (hasChannel) await device.until(isOnline);
  const event = hasChannel ? await addEvent(service, groupId) : eventId;
  await device.until(inMode('dr'));
  const sender = nodemailer.createTransport({ host: '127.0.0.1', port: service.smtpPort, ignoreTLS: true });
  await sender.sendMail({ from: 'lena@outside.example', to: email, subject: name, text: 'In' });
  if (hasChannel) await device.until(({ type, messages }) => type === 'cache' && messages === 1);
  device.say({ do: 'send', to: ['lena@outside.example'], subject: `Re: ${name}`, text: 'Out' });
  await device.until(({ type, queued, sent }) => type === 'outbox' && queued === 0 && sent === 1);
  await expect.poll(() => world.mails.some((mail) => mail.email.subject === `Re: ${name}`)).toBe(true);
  await service.admin('POST', `/events/${event}/end`);
  if (hasChannel) await device.until((line) => line.type === 'notice' && line['kind'] === 'end');
}

async function journeyByName(name: string, way: Way, publicPath = '', hasChannel = true): Promise<void> {
  const front = await openFront(name, way);
  const mapping = await startMapping({ [`${NAME}:443`]: front.port });
  stops.push(mapping.stop);
  const service = way.service();
  if (service === undefined) throw new Error('no service');
  const env = { HTTPS_PROXY: `127.0.0.1:${String(mapping.port)}` };
  await journey(name, { service, url: `https://${NAME}${publicPath}`, env, hasChannel });
}

/** As the page says: with the last slash the path is stripped. */
const below = (text: string): string =>
  text.replace('location / {', 'location /continuity/ {').replace(':8025;', ':8025/;');
const withoutHost = (text: string): string => text.replace(/^.*Host \$http_host.*\n/mu, '');

/** As the rig's own, of a service that speaks TLS. */
function administratorOver(url: string, ca: string): ServiceProcess['admin'] {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };
  return async (method, route, body = {}) => {
    const asked = { method, headers, body: JSON.stringify(body), ca: readFileSync(ca, 'utf8') };
    const { status, body: text } = await ask(`${url}/api/v1${route}`, asked);
    if (status >= 300) throw new Error(`${method} ${route}: ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Awaited<ReturnType<ServiceProcess['admin']>>;
  };
}

const NGINX: Way = { start: startNginx, service: () => atName };
const withoutUpgrade = (text: string): string =>
  text.replace(/^.*\$http_upgrade;\n/mu, '').replace(/^.*Connection \$.*\n/mu, '');

const WAYS: Readonly<Record<string, () => Promise<void>>> = {
  haproxy: () => journeyByName('haproxy', { start: startHaproxy, service: () => atName }),
  'a path that nginx strips': () =>
    journeyByName(
      'path-stripped',
      { start: startNginx, service: () => belowPath, change: below },
      '/continuity',
    ),
  'a path that haproxy leaves': () =>
    journeyByName('path-left', { start: startHaproxy, service: () => belowPath }, '/continuity'),
  'no websockets: told of events by asking': () =>
    journeyByName('blocked', { ...NGINX, change: withoutUpgrade }, '', false),
  'HTTPS_PROXY with a password, to an nginx that puts its own Host in place': journeyBySignIn,
  'the service’s own TLS, over IPv6': journeyByOwnTls,
};

async function journeyBySignIn(): Promise<void> {
  const front = await openFront('signed-in', { ...NGINX, change: withoutHost });
  const signIn = { name: 'kbrandt', password: 'at-the-proxy' };
  const network = await startProxyOnlyNetwork(place('network'), { [`${NAME}:443`]: front.port }, signIn);
  stops.push(network.stop);
  const env = { HTTPS_PROXY: `http://kbrandt:at-the-proxy@${network.proxy}` };
  if (atName !== undefined) await journey('signed-in', { service: atName, url: `https://${NAME}`, env });
}

async function journeyByOwnTls(): Promise<void> {
  const files = place('own-tls');
  const { cert, key } = authority.sign('::1');
  writeFileSync(path.join(files, 'it.pem'), cert);
  writeFileSync(path.join(files, 'it.key'), key);
  const flags = ['--tls-certificate', path.join(files, 'it.pem'), '--tls-key', path.join(files, 'it.key')];
  const service = await serve('ipv6', flags, '[::1]:0');
  expect(service.url).toMatch(/^https:\/\/\[::1\]:\d+$/u);
  const admin = administratorOver(service.url, authority.file);
  await journey('ipv6', { service: { ...service, admin }, url: service.url });
}

/** All set out at once, because they mostly wait; null: it came to its end. */
const outcomes = new Map<string, Promise<Error | null>>();

describe.skipIf(!canRun)('a site', () => {
  beforeAll(async () => {
    world = await startSmtpSink();
    authority = createAuthority(place('authority'));
    [atName, belowPath] = await Promise.all([
      serve('at-name', ['--public-url', `https://${NAME}`]),
      serve('below-path', ['--public-url', `https://${NAME}/continuity`]),
    ]);
    for (const [name, set] of Object.entries(WAYS)) {
      const failed = (cause: unknown): Error => new Error(`${name}: ${String(cause)}`, { cause });
      outcomes.set(
        name,
        set().then(() => null, failed),
      );
    }
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
    await world.stop();
  });

  test.each(Object.keys(WAYS))('%s', async (name) => {
    await outcomes.get(name)?.then((failure) => {
      if (failure !== null) throw failure;
    });
    expect(outcomes.has(name)).toBe(true);
  });

  test.each([
    ['nginx', startNginx],
    ['haproxy', startHaproxy],
  ] as const)(
    'HTTP/2 through %s: an event stream is heard at once, and JMAP tells the public address',
    async (name, start) => {
      const front = await openFront(`http2-${name}`, { start, service: () => atName });
      const socket = connectTls({
        port: front.port,
        servername: NAME,
        ca: '',
        rejectUnauthorized: false,
        ALPNProtocols: ['h2'],
      });
      const session = connectHttp2(`https://${NAME}`, { createConnection: () => socket });
      const get = (route: string, authorization: string) =>
        session.request({ [constants.HTTP2_HEADER_PATH]: route, authorization, accept: '*/*' });
      const changes = get('/api/v1/changes', `Bearer ${ADMIN_TOKEN}`);
      let heard = '';
      changes.on('data', (part: Buffer) => (heard += part.toString()));
      await expect.poll(() => heard).not.toBe('');
      const [email] = [`http2-${name}@north.example`];
      await foundOrganisation(atName ?? { admin: () => Promise.reject(new Error('none')) }, [email]);
      await expect.poll(() => heard).toMatch(/person|people|users/u);
      const jmap = get(
        '/.well-known/jmap',
        `Basic ${Buffer.from(`${email}:${PASSWORD}`).toString('base64')}`,
      );
      let answer = '';
      jmap.on('data', (part: Buffer) => (answer += part.toString()));
      await once(jmap, 'end');
      expect(JSON.parse(answer)).toMatchObject({
        apiUrl: expect.stringMatching(`^https://${NAME}/`) as string,
      });
      session.destroy();
    },
  );
});

test.skipIf(canRun)(
  'nginx, haproxy and tinyproxy are not all installed: `apt-get install` brings them',
  () => {
    expect(canRun).toBe(false);
  },
);
