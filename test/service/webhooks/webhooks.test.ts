/** Webhooks through real HTTP, from the change of a continuity event to a receiver that is well, unwell, or not to be trusted. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isPublicAddress } from '../../../service/webhooks/address-rule.ts';
import { nextDelivery, nextHealth, type WebhookHealth } from '../../../service/webhooks/delivery-state.ts';
import { createSend } from '../../../service/webhooks/send.ts';
import { transitionOf } from '../../../service/webhooks/told-status.ts';
import { EVENT_STATUSES } from '../../../shared/domain/continuity-event.ts';
import { DAY_MS, fromMs, HOUR_MS, SECOND_MS } from '../../../shared/domain/instant.ts';
import { webhookMessageSchema, type WebhookMessage } from '../../../shared/http/webhooks.ts';
import { startRig, START_MS, text, type ServiceRig } from '../service-rig.ts';

interface Received {
  readonly message: WebhookMessage;
  readonly raw: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

let rig: ServiceRig;
let server: Server;
let received: Received[];
let answer: { status: number; headers?: Record<string, string> };
let groupId: string;
let arrived: () => void;

beforeEach(async () => {
  received = [];
  answer = { status: 204 };
  arrived = () => undefined;
  server = createServer((request, response) => {
    let raw = '';
    request.on('data', (chunk: Buffer) => (raw += chunk.toString()));
    request.on('end', () => {
      received.push({ raw, message: webhookMessageSchema.parse(JSON.parse(raw)), headers: request.headers });
      response.writeHead(answer.status, answer.headers).end();
      arrived();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  rig = await startRig({ lab: true, allowPrivateWebhooks: true });
  groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
});
afterEach(async () => {
  await rig.stop();
  server.close();
});

const urlOf = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

async function addWebhook(given: Record<string, unknown> = {}): Promise<{ id: string; secret: string }> {
  const { status, body } = await rig.call('POST', '/api/v1/webhooks', {
    body: { name: 'Pager', url: urlOf(), ...given },
  });
  expect(status).toBe(201);
  return z.object({ id: z.string(), secret: z.string() }).parse(body);
}

async function addEvent(startMs: number, endMs: number | null): Promise<string> {
  const end = endMs === null ? null : fromMs(endMs);
  const body = { description: 'Down', affectedGroupId: groupId, start: fromMs(startMs), end };
  return text((await rig.call('POST', '/api/v1/events', { body })).body, 'id');
}

/** Resolves when so many messages have come. */
async function until(count: number): Promise<void> {
  while (received.length < count) await new Promise<void>((resolve) => (arrived = resolve));
}

async function deliveries(id: string): Promise<readonly Record<string, unknown>[]> {
  const { body } = await rig.call('GET', `/api/v1/webhooks/${id}/deliveries`);
  return z.object({ items: z.array(z.record(z.string(), z.unknown())) }).parse(body).items;
}

/** Attempts are noted after the receiver has answered. */
async function settled(id: string, attempts: number): Promise<readonly Record<string, unknown>[]> {
  for (;;) {
    const items = await deliveries(id);
    if (items.reduce((sum, item) => sum + Number(item['attempts']), 0) >= attempts) return items;
  }
}

const types = () => received.map(({ message }) => message.type.replace('continuity-event.', ''));
const advance = (advanceMs: number) => rig.call('POST', '/api/v1/lab/clock', { body: { advanceMs } });
const view = async (id: string) => (await rig.call('GET', `/api/v1/webhooks/${id}`)).body;

describe('webhooks', () => {
  test('T1, T2: what is done and what time does is told once, signed', async () => {
    const { id, secret } = await addWebhook();
    const eventId = await addEvent(START_MS + HOUR_MS, START_MS + 2 * HOUR_MS);
    await until(1);
    await rig.call('PATCH', `/api/v1/events/${eventId}`, { body: { notes: 'n' } });
    await until(2);
    await advance(HOUR_MS);
    await until(3);
    await advance(HOUR_MS);
    await until(4);
    expect(types()).toEqual(['created', 'changed', 'started', 'ended']);
    expect(received[3]?.message.event).toMatchObject({ id: eventId, status: 'expired', version: 2 });
    for (const { raw, headers } of received) {
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${raw}`;
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      expect(headers['webhook-signature']).toBe(
        `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
      );
    }
    expect(
      (await settled(id, 4)).every(({ state, lastStatus }) => state === 'delivered' && lastStatus === 204),
    ).toBe(true);
    expect(JSON.stringify(await view(id))).not.toContain('whsec_');
    expect((await rig.call('GET', '/api/v1/audit.json?action=webhook.')).body).toMatchObject([
      { action: 'webhook.create' },
    ]);
    expect(JSON.stringify((await rig.call('GET', '/api/v1/audit.json')).body)).not.toContain('whsec_');
  });

  test('D2, D4, H2: what is refused is tried again with the same id, and given up after days', async () => {
    answer = { status: 500 };
    const { id } = await addWebhook({ types: ['continuity-event.created'] });
    await addEvent(START_MS - HOUR_MS, null);
    await until(1);
    await settled(id, 1);
    await advance(7 * SECOND_MS);
    await until(2);
    await settled(id, 2);
    expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
    expect(received[1]?.raw).toBe(received[0]?.raw);
    expect(await view(id)).toMatchObject({ active: true, failingSince: fromMs(START_MS) });
    await advance(5 * DAY_MS);
    await until(3);
    await settled(id, 3);
    expect(await view(id)).toMatchObject({ active: false, inactiveBecause: 'failing' });
    expect((await rig.call('POST', `/api/v1/webhooks/${id}/test`)).status).toBe(409);
    answer = { status: 200 };
    expect(
      (await rig.call('PATCH', `/api/v1/webhooks/${id}`, { body: { active: true } })).body,
    ).toMatchObject({
      active: true,
      failingSince: null,
    });
    await advance(DAY_MS);
    await until(4);
    await settled(id, 4);
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 4 }]);
  });

  test('D1: a redirect is a refusal and is not followed', async () => {
    answer = { status: 302, headers: { location: urlOf() } };
    const { id } = await addWebhook();
    await rig.call('POST', `/api/v1/webhooks/${id}/test`);
    await until(1);
    expect(await settled(id, 1)).toMatchObject([{ type: 'test', lastProblem: 'redirect', lastStatus: 302 }]);
    expect(received).toHaveLength(1);
  });

  test('what is not active is told nothing, and what is removed is gone', async () => {
    const { id } = await addWebhook({ active: false });
    await addEvent(START_MS, null);
    expect(await deliveries(id)).toEqual([]);
    expect((await rig.call('DELETE', `/api/v1/webhooks/${id}`)).status).toBe(204);
    expect((await rig.call('GET', `/api/v1/webhooks/${id}/deliveries`)).status).toBe(404);
  });
});

describe('addresses', () => {
  test('A1: only what is public, in whatever notation', () => {
    const special =
      '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.31.255.255 192.168.0.1 198.19.0.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:8.8.8.8 ::ffff:7f00:1 64:ff9b::7f00:1 fc00::1 fe80::1 fe80::1%eth0 ff02::1 2001:db8::1 2002:7f00:1:: 2001::1 localhost 8.8.8';
    for (const address of special.split(' '))
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
    for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
  });

  test('A2: a name that leads to this computer is refused when it is resolved, and nothing is sent', async () => {
    const { port } = server.address() as AddressInfo;
    for (const url of [`http://localhost:${port}/`, `http://127.0.0.1:${port}/`, `http://[::1]:${port}/`])
      expect(await createSend(false, null)(url, {}, '{}')).toEqual({
        kind: 'refused',
        status: null,
        problem: 'refused-address',
      });
    expect(received).toEqual([]);
    expect(await createSend(true, null)('http://127.0.0.1:1/', {}, '{}')).toMatchObject({
      problem: 'connection',
    });
  });
});

describe('the machines', () => {
  const outcomes = fc.array(fc.constantFrom('accepted', 'refused' as const), { maxLength: 30 });
  const outcome = (kind: 'accepted' | 'refused') =>
    kind === 'accepted'
      ? ({ kind, status: 200 } as const)
      : ({ kind, status: null, problem: 'timeout' } as const);

  test('D2, D3: later and later, never at once, and not for ever', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (chance) => {
        let state: ReturnType<typeof nextDelivery> = { state: 'waiting', attempts: 0, nextAttemptMs: 0 };
        let nowMs = 0;
        for (let tries = 0; state.state === 'waiting'; tries += 1) {
          expect(tries).toBeLessThan(20);
          nowMs = state.nextAttemptMs;
          state = nextDelivery(state, outcome('refused'), { nowMs, chance });
          if (state.state === 'waiting')
            expect(state.nextAttemptMs - nowMs).toBeGreaterThanOrEqual(4 * SECOND_MS);
        }
        expect(state.state).toBe('failed');
        expect(nowMs).toBeGreaterThan(2 * DAY_MS);
      }),
    );
  });

  test('H1, H2: given up only after five days without one success', () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1, max: 48 }), (kinds, hours) => {
        let health: WebhookHealth = { health: 'well' };
        let lastWellMs = 0;
        for (const [index, kind] of kinds.entries()) {
          const nowMs = index * hours * HOUR_MS;
          health = nextHealth(health, outcome(kind), nowMs);
          if (health.health === 'well') lastWellMs = nowMs;
          else expect(health.sinceMs).toBeGreaterThanOrEqual(lastWellMs);
          if (health.health === 'given-up') expect(nowMs - lastWellMs).toBeGreaterThanOrEqual(5 * DAY_MS);
          if (kind === 'accepted') expect(health.health).toBe('well');
        }
      }),
    );
  });

  test('T2: every pair of statuses', () => {
    const table = EVENT_STATUSES.flatMap((told) => EVENT_STATUSES.map((now) => transitionOf(told, now)));
    const [started, ended] = ['continuity-event.started', 'continuity-event.ended'];
    expect(table).toEqual([null, started, null, ended, null, ended, null, started, null]);
  });
});
