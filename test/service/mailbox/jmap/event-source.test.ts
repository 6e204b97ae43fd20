/** The event source: told where accounts stand, by type, since the last event, and only to who may read them (RFC 8620 section 7.3). */
import { expect, test } from 'vitest';
import { MAX_EVENT_SOURCES } from '../../../../service/mailbox/jmap/event-source/routes.ts';
import { MAX_PING_S } from '../../../../service/mailbox/jmap/event-source/options.ts';
import type { MailboxUser } from '../../../../service/mailbox/ports.ts';
import { connectSmtp, sendRaw } from '../../gateway/raw-smtp.ts';
import {
  KATHARINA,
  startService,
  TOMAS,
  type TestService,
  type TestServiceOptions,
} from '../mail-service.ts';
import { call, type Ids } from './jmap-client.ts';
import { openEvents, type EventReader } from './event-stream-reader.ts';

interface Listening extends TestService {
  readonly listen: (query?: string, headers?: Readonly<Record<string, string>>) => Promise<EventReader>;
  readonly receive: (to?: string) => Promise<void>;
}

async function start(options: TestServiceOptions = {}): Promise<Listening> {
  const service = await startService(options);
  const url = await service.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...service,
    listen: (query = 'types=*&closeafter=no&ping=0', headers = {}) =>
      openEvents(`${url}/jmap/events?${query}`, { authorization: 'Bearer katharina', ...headers }),
    async receive(to = 'katharina@northwind.example') {
      const client = await connectSmtp(service.smtpPort);
      expect(await sendRaw(client, Buffer.from('Subject: x\r\n\r\nx\r\n'), { to: [to] })).toMatch(/^250/);
      await service.mailboxes.idle();
      client.end();
    },
  };
}

const changed = (accounts: Readonly<Record<string, readonly string[]>>, state: string) => ({
  '@type': 'StateChange',
  changed: Object.fromEntries(
    Object.entries(accounts).map(([id, types]) => [
      id,
      Object.fromEntries(types.map((type) => [type, state])),
    ]),
  ),
});
const EVERY = ['Mailbox', 'Thread', 'Email', 'EmailSubmission'];

test('RFC 8620 7.3, RFC 8621 1.5: what arrived, what was read, and whose mailbox it was', async () => {
  const service = await start();
  const [all, deliveries] = [
    await service.listen(),
    await service.listen('types=EmailDelivery,Nonsense&closeafter=no&ping=0'),
  ];
  expect(all.headers.get('content-type')).toMatch(/^text\/event-stream/);
  await service.receive();
  const arrived = await all.next();
  expect(arrived).toMatchObject({
    event: 'state',
    data: changed({ katharina: [...EVERY, 'EmailDelivery'] }, '1'),
  });
  expect(await deliveries.next()).toMatchObject({ data: changed({ katharina: ['EmailDelivery'] }, '1') });
  const { ids } = await call<Ids>(service.app, 'Email/query', {});
  await call(service.app, 'Email/set', { update: { [ids[0] ?? '']: { 'keywords/$seen': true } } });
  const read = await all.next();
  expect(read?.data).toEqual(changed({ katharina: EVERY }, '2'));
  await service.receive('tomas@northwind.example');
  expect(await all.next()).toMatchObject({ data: changed({ tomas: [...EVERY, 'EmailDelivery'] }, '1') });
  expect(await deliveries.next()).toMatchObject({ data: changed({ tomas: ['EmailDelivery'] }, '1') });
  expect(new Set([arrived?.id, read?.id]).size).toBe(2);
});

test('RFC 8620 7.3: closeafter=state ends with the first event; whoever comes back is told what it missed, and only that', async () => {
  const service = await start();
  const once = 'types=Email&closeafter=state&ping=0';
  const first = await service.listen(once);
  await service.receive();
  const event = await first.next();
  expect(await first.next()).toBeNull();
  const again = await service.listen(once, { 'last-event-id': event?.id ?? '' });
  await service.receive();
  const second = await again.next();
  expect(second?.data).toEqual(changed({ katharina: ['Email'] }, '2'));
  const late = await service.listen(once, { 'last-event-id': event?.id ?? '' });
  expect(await late.next()).toMatchObject({
    id: second?.id,
    data: { changed: { katharina: { Email: '2' } } },
  });
});

test('RFC 8620 7.3: a ping after so long without an event, and its interval within the bounds', async () => {
  const service = await start();
  const [often, seldom] = [
    await service.listen('types=*&closeafter=no&ping=60'),
    await service.listen('types=*&closeafter=no&ping=9999'),
  ];
  service.clock.advance(59_000);
  await service.receive();
  expect(await often.next()).toMatchObject({ event: 'state' });
  expect(await seldom.next()).toMatchObject({ event: 'state' });
  service.clock.advance(59_000);
  service.clock.advance(1000);
  expect(await often.next()).toEqual({ event: 'ping', id: null, data: { interval: 60 } });
  service.clock.advance(MAX_PING_S * 1000);
  expect(await seldom.next()).toMatchObject({ event: 'ping', data: { interval: MAX_PING_S } });
});

test('what is wrong in the address is said by name', async () => {
  const { app } = await start();
  const headers = { authorization: 'Bearer katharina' };
  for (const [query, name] of [
    ['closeafter=no&ping=0', 'types'],
    ['types=&closeafter=no&ping=0', 'types'],
    ['types=*&closeafter=never&ping=0', 'closeafter'],
    ['types=*&closeafter=no&ping=soon', 'ping'],
  ] as const) {
    const { statusCode, json } = await app.inject({ url: `/jmap/events?${query}`, headers });
    expect(statusCode).toBe(400);
    expect(json<{ detail: string }>().detail).toContain(name);
  }
  expect((await app.inject({ url: '/jmap/events?types=*&closeafter=no&ping=0' })).statusCode).toBe(401);
});

test('so many at once for a person, and one that goes makes room', async () => {
  const service = await start();
  const open = await Promise.all(Array.from({ length: MAX_EVENT_SOURCES }, () => service.listen()));
  const refused = await service.listen();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
  expect(
    (await service.listen('types=*&closeafter=no&ping=0', { authorization: 'Bearer tomas' })).status,
  ).toBe(200);
  open[0]?.close();
  await expect.poll(async () => (await service.listen()).status).toBe(200);
});

test('G35: it ends when the device is revoked, when its token is over, and when nobody is there any more', async () => {
  let tomas: MailboxUser | null = TOMAS;
  let deviceId = 'd1';
  const service: Listening = await start({
    door: {
      signIn: async () => ({
        kind: 'signed-in',
        user: TOMAS,
        token: { deviceId, expiresAtMs: service.clock.nowMs() + 60_000 },
      }),
      userOf: async () => tomas,
    },
  });
  const revoked = await service.listen();
  deviceId = 'd2';
  const expiring = await service.listen();
  await service.writePath.transact(async ({ announce }) =>
    announce({ kind: 'device-revoked', deviceId: 'd1' }),
  );
  expect(await revoked.next()).toBeNull();
  service.clock.advance(60_000);
  expect(await expiring.next()).toBeNull();
  const last = await service.listen();
  tomas = null;
  await service.receive('tomas@northwind.example');
  expect(await last.next()).toBeNull();
});

test('a right that is withdrawn or given counts at once', async () => {
  let user = KATHARINA;
  const service = await start({
    door: {
      signIn: async () => ({ kind: 'signed-in', user, token: null }),
      userOf: async () => user,
    },
  });
  const events = await service.listen('types=Email&closeafter=no&ping=0');
  user = { ...KATHARINA, accounts: KATHARINA.accounts.slice(0, 1) };
  await service.moveStanding('katharina');
  await service.receive('tomas@northwind.example');
  await service.receive();
  expect((await events.next())?.data).toEqual(changed({ katharina: ['Email'] }, '1'));
  user = KATHARINA;
  await service.moveStanding('katharina');
  expect((await events.next())?.data).toEqual(changed({ tomas: ['Email'] }, '1'));
});
