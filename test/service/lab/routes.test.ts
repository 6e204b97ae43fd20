/** The routes of the lab: 404 without it, and what they steer (interfaces 2, product 8). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startRig, type ServiceRig } from '../service-rig.ts';

let rig: ServiceRig;

beforeAll(async () => {
  rig = await startRig({ lab: true });
});
afterAll(() => rig.stop());

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
