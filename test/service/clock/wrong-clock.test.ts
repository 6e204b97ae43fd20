/** G45: the service's wall clock is wrong for a while: nothing is lost, nothing starts or ends by it, and it is said aloud. */
import { afterEach, expect, test } from 'vitest';
import { serviceClockSchema, type ServiceClockView } from '../../../shared/http/clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { connectSmtp, sendRaw } from '../gateway/raw-smtp.ts';
import { startRig, START_MS, text, type RigWorld, type ServiceRig } from '../service-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const SOON = { interval: 20 };
const ADA = { email: 'ada@example.com', displayName: 'Ada', password: 'correct horse' };
const BASIC = `Basic ${Buffer.from(`${ADA.email}:${ADA.password}`).toString('base64')}`;
const YEAR_MS = 365 * DAY_MS;

let rigs: ServiceRig[] = [];
afterEach(async () => {
  for (const rig of rigs) await rig.stop();
  rigs = [];
});

async function start(folder: string, world: Partial<RigWorld> = {}, lab = true): Promise<ServiceRig> {
  const rig = await startRig({ folder, world, lab });
  rigs.push(rig);
  return rig;
}

async function stop(rig: ServiceRig): Promise<void> {
  rigs = rigs.filter((other) => other !== rig);
  await rig.stop();
}

async function settled(folder: string): Promise<{ rig: ServiceRig; eventIds: readonly string[] }> {
  const rig = await start(folder);
  const userId = text((await rig.call('POST', '/api/v1/users', { body: ADA })).body, 'id');
  const affectedGroupId = text(
    (await rig.call('POST', '/api/v1/groups', { body: { name: 'All' } })).body,
    'id',
  );
  await rig.call('PUT', `/api/v1/groups/${affectedGroupId}/members/${userId}`);
  const span = (from: number, to: number) => ({
    start: new Date(START_MS + from).toISOString(),
    end: new Date(START_MS + to).toISOString(),
  });
  const eventIds: string[] = [];
  for (const times of [span(-HOUR_MS, 5 * HOUR_MS), span(5 * HOUR_MS, 6 * HOUR_MS)]) {
    const body = { description: 'd', affectedGroupId, ...times };
    eventIds.push(text((await rig.call('POST', '/api/v1/events', { body })).body, 'id'));
  }
  await mail(rig, ['first', 'second']);
  await expect.poll(() => listed(rig), SOON).toHaveLength(2);
  return { rig, eventIds };
}

async function mail(rig: ServiceRig, subjects: readonly string[]): Promise<void> {
  const client = await connectSmtp(rig.service.smtp.port);
  for (const subject of subjects)
    await sendRaw(client, Buffer.from(`Subject: ${subject}\r\n\r\nBody\r\n`), { to: [ADA.email] });
  client.end();
}

async function listed(rig: ServiceRig): Promise<readonly unknown[]> {
  const headers = { authorization: BASIC, 'content-type': 'application/json' };
  const session = (await (await fetch(`${rig.service.httpUrl}/.well-known/jmap`, { headers })).json()) as {
    readonly apiUrl: string;
    readonly primaryAccounts: Readonly<Record<string, string>>;
  };
  const accountId = session.primaryAccounts['urn:ietf:params:jmap:mail'];
  const using = ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'];
  const body = JSON.stringify({ using, methodCalls: [['Email/query', { accountId }, 'q']] });
  const answer = await fetch(new URL(session.apiUrl, rig.service.httpUrl), { method: 'POST', headers, body });
  const { methodResponses } = (await answer.json()) as {
    readonly methodResponses: readonly [string, { readonly ids: readonly unknown[] }][];
  };
  return methodResponses[0]?.[1].ids ?? [];
}

const clockOf = async (rig: ServiceRig): Promise<ServiceClockView> =>
  serviceClockSchema.parse((await rig.call('GET', '/api/v1/clock')).body);
const problems = async (rig: ServiceRig): Promise<unknown> =>
  (
    (await rig.call('GET', '/readyz')).body as { readonly problems: readonly { readonly code: string }[] }
  ).problems.map(({ code }) => code);
const statuses = (rig: ServiceRig, ids: readonly string[]): Promise<readonly string[]> =>
  Promise.all(ids.map(async (id) => text((await rig.call('GET', `/api/v1/events/${id}`)).body, 'status')));
/** As when the lab moves the clock: rolls all that is too old. */
const roll = async (rig: ServiceRig): Promise<void> => {
  await rig.call('POST', '/api/v1/lab/clock', { body: { advanceMs: 0 } });
  // Later in the same order as the roll that this began.
  await rig.call('GET', '/api/v1/lab/clock');
};

test.each([6 * DAY_MS, 10 * YEAR_MS, -10 * YEAR_MS])(
  'wrong by %i ms while it runs: no mail, event, session or key is over; it is said, and is over by itself',
  async (wrongMs) => {
    const { rig, eventIds } = await settled(temporaryFolder());
    const keyed = { body: { name: 'Once' }, headers: { 'idempotency-key': 'k' } };
    const made = await rig.call('POST', '/api/v1/groups', keyed);
    rig.world.wrongByMs = wrongMs;
    await roll(rig);
    expect(await statuses(rig, eventIds)).toEqual(['current', 'pending']);
    await mail(rig, ['third']);
    await expect.poll(() => listed(rig), SOON).toHaveLength(3);
    expect((await rig.call('POST', '/api/v1/groups', keyed)).body).toEqual(made.body);
    expect(await problems(rig)).toEqual(['clock-in-doubt']);
    expect(await clockOf(rig)).toEqual({
      state: 'doubted',
      serviceTime: expect.stringMatching(/^2026-11-23T09:0/) as string,
      wallTime: new Date(START_MS + wrongMs).toISOString(),
      ownTime: expect.stringMatching(/^2026-11-23T09:0/) as string,
    });
    const { body } = await rig.call('GET', '/metrics');
    expect(body).toContain('continuity_clock_in_doubt 1');
    rig.world.wrongByMs = 0;
    await roll(rig);
    expect(await clockOf(rig)).toMatchObject({ state: 'agreed' });
    expect(await problems(rig)).toEqual([]);
    expect(await listed(rig)).toHaveLength(3);
    expect(await statuses(rig, eventIds)).toEqual(['current', 'pending']);
    const log = await rig.call('GET', '/api/v1/audit?action=clock.doubted');
    expect(JSON.stringify(log.body)).toContain('"clock.doubted"');
  },
);

test.each([6 * DAY_MS, -6 * DAY_MS])(
  'started on the same computer with a clock wrong by %i ms: the same',
  async (wrongByMs) => {
    const folder = temporaryFolder();
    const { rig, eventIds } = await settled(folder);
    await stop(rig);
    const wrong = await start(folder, { wrongByMs, wallMs: START_MS + HOUR_MS });
    await roll(wrong);
    expect(await problems(wrong)).toEqual(['clock-in-doubt']);
    expect(await statuses(wrong, eventIds)).toEqual(['current', 'pending']);
    expect(await listed(wrong)).toHaveLength(2);
    await stop(wrong);
    const right = await start(folder, { wallMs: START_MS + 2 * HOUR_MS });
    expect(await problems(right)).toEqual([]);
    expect(await listed(right)).toHaveLength(2);
  },
);

test.each([10 * YEAR_MS, -10 * YEAR_MS])(
  'started after the computer was, with a clock wrong by %i ms: the same, and over when the clock is right',
  async (wrongByMs) => {
    const folder = temporaryFolder();
    const { rig, eventIds } = await settled(folder);
    await stop(rig);
    const wrong = await start(folder, { wrongByMs, wallMs: START_MS + 30 * MINUTE_MS, bootId: 'another' });
    await roll(wrong);
    expect(await statuses(wrong, eventIds)).toEqual(['current', 'pending']);
    expect(await listed(wrong)).toHaveLength(2);
    wrong.world.wrongByMs = 0;
    await roll(wrong);
    expect(await problems(wrong)).toEqual([]);
    expect(await listed(wrong)).toHaveLength(2);
  },
);

test('away for six days, on a computer that was started anew: mail is kept until an administrator confirms the time', async () => {
  const folder = temporaryFolder();
  const { rig } = await settled(folder);
  await stop(rig);
  const back = { wallMs: START_MS + 6 * DAY_MS, bootId: 'another' };
  const waiting = await start(folder, back);
  await roll(waiting);
  expect(await clockOf(waiting)).toMatchObject({
    state: 'unconfirmed',
    wallTime: new Date(back.wallMs).toISOString(),
  });
  expect(await problems(waiting)).toEqual(['clock-in-doubt']);
  await stop(waiting);
  // It is asked again after another restart.
  const again = await start(folder, back);
  await roll(again);
  expect(await clockOf(again)).toMatchObject({ state: 'unconfirmed' });
  const decided = await again.call('POST', '/api/v1/clock', { body: { believe: 'own' } });
  expect(decided.body).toMatchObject({ state: 'own' });
  expect(await listed(again)).toHaveLength(2);
  expect((await again.call('POST', '/api/v1/clock', { body: { believe: 'wall' } })).body).toMatchObject({
    state: 'agreed',
  });
  expect(await listed(again)).toHaveLength(0);
});

test('an administrator adopts a clock that jumped: what is too old by it is over, and devices and pages are told', async () => {
  const { rig, eventIds } = await settled(temporaryFolder());
  rig.world.wrongByMs = 6 * DAY_MS;
  expect(await clockOf(rig)).toMatchObject({ state: 'doubted' });
  await rig.call('POST', '/api/v1/clock', { body: { believe: 'wall' } });
  expect(await statuses(rig, eventIds)).toEqual(['expired', 'expired']);
  expect(await listed(rig)).toHaveLength(0);
  const { body } = await rig.call('GET', '/api/v1/audit');
  expect(JSON.stringify(body)).toContain('"clock.decide"');
});

test('the computer slept for six days, and time travel of a lab: no doubt, and mail rolls off', async () => {
  const slept = await settled(temporaryFolder());
  slept.rig.world.wallMs += 6 * DAY_MS;
  expect(await clockOf(slept.rig)).toMatchObject({ state: 'agreed' });
  expect(await listed(slept.rig)).toHaveLength(0);
  const travelled = await settled(temporaryFolder());
  await travelled.rig.call('POST', '/api/v1/lab/clock', { body: { advanceMs: 6 * DAY_MS } });
  expect(await clockOf(travelled.rig)).toMatchObject({ state: 'agreed' });
  expect(await listed(travelled.rig)).toHaveLength(0);
});
