/** G37: every route of the description, so that a new one without a door or with a talkative 404 fails here. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startRig, type ServiceRig } from '../service-rig.ts';

const OPEN_ROUTES = new Set([
  // Each has a door of its own: a password, a signature.
  'POST /api/v1/devices',
  'GET /api/v1/device/snapshot',
]);

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

let rig: ServiceRig;
let routes: readonly { readonly method: string; readonly path: string }[];

beforeAll(async () => {
  rig = await startRig({ lab: true });
  const { body } = await rig.call('GET', '/api/v1/openapi.json');
  routes = Object.entries(documentSchema.parse(body).paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
});
afterAll(() => rig.stop());

// JMAP is a protocol of its own, with a door that its tests try.
const behindTheDoor = () =>
  routes.filter(({ method, path }) => path.startsWith('/api/') && !OPEN_ROUTES.has(`${method} ${path}`));

describe('doors', () => {
  test('G37: every administrator route refuses no token, a wrong one and a near miss, before it looks at anything', async () => {
    expect(behindTheDoor().length).toBeGreaterThan(20);
    for (const { method, path } of behindTheDoor()) {
      const url = path.replaceAll(/\{[^}]+\}/gu, 'x');
      for (const token of [null, 'administrator-token-for-test']) {
        const answer = await rig.call(method, url, {
          token,
          ...(method === 'GET' ? {} : { raw: 'not json' }),
        });
        expect([`${method} ${path}`, answer.status]).toEqual([`${method} ${path}`, 401]);
      }
    }
    // G42: however many guesses were made, the right token is let in.
    expect((await rig.call('GET', '/api/v1/events')).status).toBe(200);
  });

  test('G37: every id that is none is the same 404, on every route that takes one', async () => {
    const bodies: Readonly<Record<string, unknown>> = { POST: { minutes: 1 }, PATCH: {}, PUT: undefined };
    const withId = behindTheDoor().filter(({ path }) => path.includes('{'));
    for (const { method, path } of withId) {
      for (const foreign of ['nobody', '00000000-0000-4000-8000-000000000000', '%00', '..%2f..', '1e9']) {
        const url = path.replaceAll(/\{[^}]+\}/gu, foreign);
        const body = bodies[method];
        const answer = await rig.call(method, url, body === undefined ? {} : { body });
        expect([`${method} ${url}`, answer.status]).toEqual([`${method} ${url}`, 404]);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
    }
  });
});

describe('the lab', () => {
  test('interfaces 2: outside a lab its routes are 404, also for administrators', async () => {
    const plain = await startRig();
    for (const route of ['clock', 'faults', 'recovery'])
      expect((await plain.call('POST', `/api/v1/lab/${route}`, { body: {} })).status).toBe(404);
    await plain.stop();
  });

  test('the clock is steered by so much or to a time; status follows, and a restart forgets it', async () => {
    const steer = (body: unknown) => rig.call('POST', '/api/v1/lab/clock', { body });
    expect(await steer({ advanceMs: 3_600_000 })).toMatchObject({
      status: 200,
      body: { now: '2026-11-23T10:00:00.000Z', offsetMs: 3_600_000 },
    });
    expect((await steer({ to: '2026-11-23T08:00:00.000Z' })).body).toMatchObject({ offsetMs: -3_600_000 });
    expect((await steer({ to: 'soon' })).status).toBe(422);
    expect((await steer({ advanceMs: 0.5 })).status).toBe(422);
    expect((await steer({ to: '9999-12-31T00:00:00.000Z' })).status).toBe(422);
    expect((await steer({ to: '2026-11-23T09:00:00.000Z' })).body).toMatchObject({ offsetMs: 0 });
  });

  test('a recovery is played on an event, and taken away again', async () => {
    const group = await rig.call('POST', '/api/v1/groups', { body: { name: 'Recovering' } });
    const { id: affectedGroupId } = z.object({ id: z.string() }).parse(group.body);
    const body = {
      description: 'd',
      affectedGroupId,
      start: '2026-11-23T08:00:00.000Z',
      end: '2026-11-23T08:30:00.000Z',
    };
    const { id: eventId } = z
      .object({ id: z.string() })
      .parse((await rig.call('POST', '/api/v1/events', { body })).body);
    const play = (recovery: Record<string, unknown>) =>
      rig.call('POST', '/api/v1/lab/recovery', { body: { eventId, ...recovery } });
    expect((await play({ delivered: 1, total: 9 })).body).toMatchObject({ recovering: true, version: 1 });
    expect((await play({ total: null })).body).toMatchObject({ recovering: false });
    expect(
      (await rig.call('POST', '/api/v1/lab/recovery', { body: { eventId: 'none', total: 1 } })).status,
    ).toBe(404);
  });
});
