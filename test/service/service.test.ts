/** All parts together: a device registers, connects, hears of an event, reads its mail, is revoked, is sent away (G14, G35, G44). */
import { generateKeyPairSync, sign } from 'node:crypto';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Down } from '../../shared/protocol/down.ts';
import { parseDown } from '../../shared/protocol/parse-frame.ts';
import { challengeText } from '../../shared/protocol/signature.ts';
import { CHANNEL_PATH, SUBPROTOCOL } from '../../shared/protocol/version.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { startRig, START_MS, text, type ServiceRig } from './service-rig.ts';

const EMAIL = 'ada@example.com';

let rig: ServiceRig;
let groupId: string;

beforeEach(async () => {
  rig = await startRig({ lab: true });
  await addAda();
});
afterEach(() => rig.stop());

async function addAda(): Promise<void> {
  groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
  const ada = { email: EMAIL, displayName: 'Ada', password: 'correct horse' };
  const userId = text((await rig.call('POST', '/api/v1/users', { body: ada })).body, 'id');
  await rig.call('PUT', `/api/v1/groups/${groupId}/members/${userId}`);
}

interface TestDevice {
  readonly id: string;
  readonly heard: readonly Down[];
  readonly closed: Promise<number>;
  readonly send: (message: unknown) => void;
}

type Of<Type extends Down['type']> = Extract<Down, { type: Type }>;

function firstOf<Type extends Down['type']>(
  device: Pick<TestDevice, 'heard'>,
  type: Type,
): Promise<Of<Type>> {
  const find = () => device.heard.find((message): message is Of<Type> => message.type === type);
  return expect
    .poll(find)
    .toBeDefined()
    .then(() => find() ?? Promise.reject(new Error(type)));
}

async function connectDevice(): Promise<TestDevice> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const facts = {
    name: 'laptop',
    platform: 'linux',
    appVersion: '1',
    publicKey: publicKey.export({ format: 'jwk' }).x,
  };
  const registration = { email: EMAIL, password: 'correct horse', device: facts };
  const registered = await rig.call('POST', '/api/v1/devices', { token: null, body: registration });
  const id = text(registered.body, 'deviceId');
  const socket = new WebSocket(rig.service.httpUrl.replace('http', 'ws') + CHANNEL_PATH, SUBPROTOCOL);
  const heard: Down[] = [];
  socket.on('message', (data: Buffer) => {
    const message = parseDown(data.toString());
    if (message.ok) heard.push(message.value);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const { serviceId, nonce } = await firstOf({ heard }, 'hello');
  const signature = sign(null, Buffer.from(challengeText(serviceId, id, nonce)), privateKey).toString(
    'base64url',
  );
  const send = (message: unknown): void => socket.send(JSON.stringify(message));
  send({
    type: 'authenticate',
    deviceId: id,
    nonce,
    signature,
    appVersion: '1',
    signedIn: true,
    cachedMode: true,
  });
  return { id, heard, closed, send };
}

async function addEvent(): Promise<string> {
  const body = {
    description: 'd',
    affectedGroupId: groupId,
    start: new Date(START_MS).toISOString(),
    end: null,
  };
  return text((await rig.call('POST', '/api/v1/events', { body })).body, 'id');
}

async function sendMail(subject: string): Promise<void> {
  const { host, port } = rig.service.smtp;
  const socket = connect(port, host);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const reply = async (): Promise<string> => {
    for (;;) {
      const { value } = (await lines.next()) as { readonly value: string };
      if (/^\d{3} /u.test(value)) return value;
    }
  };
  await reply();
  const commands = [
    'EHLO test',
    'MAIL FROM:<a@b.example>',
    `RCPT TO:<${EMAIL}>`,
    'DATA',
    `Subject: ${subject}\r\n\r\nHello\r\n.`,
  ];
  for (const command of commands) {
    socket.write(`${command}\r\n`);
    expect(await reply()).toMatch(/^[23]/u);
  }
  socket.destroy();
}

describe('the service as a whole', () => {
  test('G14: a device hears of an event at once, its report and receipt show in the console, and its state in the impact', async () => {
    const device = await connectDevice();
    await firstOf(device, 'welcome');
    const eventId = await addEvent();
    expect(await firstOf(device, 'event')).toMatchObject({ event: { id: eventId, version: 1 } });
    const cache = { messages: 3, bytes: 99, complete: true };
    const report = { type: 'report', id: 'r1', mode: 'dr', cachedMode: true, cache };
    device.send({ ...report, events: [{ eventId, participates: true, reasons: [] }] });
    device.send({
      type: 'receipt',
      id: 'r2',
      eventId,
      kind: 'start',
      shownAt: new Date(START_MS).toISOString(),
    });
    const shown = async () => (await rig.call('GET', `/api/v1/devices/${device.id}`)).body;
    await expect.poll(shown).toMatchObject({
      link: 'online',
      mode: 'dr',
      cachedMode: true,
      cache,
      reasons: [],
      events: [{ eventId, participates: true }],
      receipts: [{ eventId, kind: 'start' }],
    });
    expect((await rig.call('GET', `/api/v1/events/${eventId}/impact`)).body).toMatchObject({
      participants: [{ deviceId: device.id }],
    });
    device.send({ ...report, id: 'r3', mode: 'normal', cachedMode: false, events: [] });
    await expect.poll(shown).toMatchObject({ cachedMode: false, reasons: ['cached-mode-off'] });
  });

  test('mail taken by SMTP is hinted to the device and read by JMAP with its token', async () => {
    const device = await connectDevice();
    const { accessToken } = await firstOf(device, 'token');
    await sendMail('Quarterly figures');
    const { accountId } = await firstOf(device, 'mailbox');
    const body = {
      using: ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'],
      methodCalls: [
        ['Email/query', { accountId }, 'q'],
        [
          'Email/get',
          {
            accountId,
            '#ids': { resultOf: 'q', name: 'Email/query', path: '/ids' },
            properties: ['subject'],
          },
          'g',
        ],
      ],
    };
    const session = await rig.call('GET', '/.well-known/jmap', { token: accessToken });
    const api = new URL(text(session.body, 'apiUrl')).pathname;
    const answer = await rig.call('POST', api, { token: accessToken, body });
    expect(JSON.stringify(answer.body)).toContain('Quarterly figures');
    const basic = `Basic ${Buffer.from(`${EMAIL}:correct horse`).toString('base64')}`;
    const byPassword = await rig.call('GET', '/.well-known/jmap', {
      token: null,
      headers: { authorization: basic },
    });
    expect(byPassword).toMatchObject({ status: 200, body: { username: EMAIL } });
  });

  test('G35: revoking closes the live link with 4003', async () => {
    const device = await connectDevice();
    await firstOf(device, 'welcome');
    await rig.call('DELETE', `/api/v1/devices/${device.id}`);
    expect(await device.closed).toBe(4003);
  });

  test('a steered clock is told to devices, and mail leaves the window with it', async () => {
    const device = await connectDevice();
    await firstOf(device, 'token');
    await sendMail('Soon too old');
    await firstOf(device, 'mailbox');
    await rig.call('POST', '/api/v1/lab/clock', { body: { advanceMs: 6 * 86_400_000 } });
    expect(await firstOf(device, 'time')).toMatchObject({ serverTime: '2026-11-29T09:00:00.000Z' });
    const hints = () => device.heard.filter(({ type }) => type === 'mailbox').length;
    await expect.poll(hints).toBeGreaterThan(1);
  });

  test('G44: a stop sends devices away with 1012, and leaves the data folder to the next start', async () => {
    await rig.stop();
    const folder = temporaryFolder();
    rig = await startRig({ folder });
    await addAda();
    const device = await connectDevice();
    await firstOf(device, 'welcome');
    const stopped = rig.stop();
    expect(await device.closed).toBe(1012);
    await stopped;
    rig = await startRig({ folder });
    expect((await rig.call('GET', `/api/v1/devices/${device.id}`)).status).toBe(200);
  });
});
