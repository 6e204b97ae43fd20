/** The REST interface over real HTTP: events from creation to clone, groups, people, audit (interfaces 2). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromMs, HOUR_MS, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { startRig, START_MS, text, type ServiceRig } from '../service-rig.ts';

let rig: ServiceRig;
let groupId: string;

beforeAll(async () => {
  rig = await startRig();
  groupId = await addGroup('London');
});
afterAll(() => rig.stop());

async function addGroup(name: string): Promise<string> {
  return text((await rig.call('POST', '/api/v1/groups', { body: { name } })).body, 'id');
}

async function addPerson(email: string): Promise<string> {
  const body = { email, displayName: email, password: 'correct horse' };
  return text((await rig.call('POST', '/api/v1/users', { body })).body, 'id');
}

function draft(given: Record<string, unknown> = {}) {
  return {
    description: 'Mail is down',
    affectedGroupId: groupId,
    start: fromMs(START_MS),
    end: fromMs(START_MS + 2 * HOUR_MS),
    ...given,
  };
}

async function addEvent(given: Record<string, unknown> = {}): Promise<string> {
  const answer = await rig.call('POST', '/api/v1/events', { body: draft(given) });
  expect(answer.status).toBe(201);
  return text(answer.body, 'id');
}

const atEvent = (id: string, action = '') => `/api/v1/events/${id}${action}`;

describe('continuity events', () => {
  test('a new event has every field of the interface, and its status follows from the time', async () => {
    const answer = await rig.call('POST', '/api/v1/events', { body: draft({ unknownField: 1 }) });
    expect(answer.body).toEqual({
      id: text(answer.body, 'id'),
      status: 'current',
      ...draft(),
      notes: '',
      outlookContinuity: true,
      cloudPasswordReset: 'never',
      expandDistributionLists: false,
      pauseInboundDelivery: false,
      timeZone: 'UTC',
      startMessage: '',
      endMessage: '',
      smsGroupId: null,
      startSms: '',
      startSmsLeadMinutes: 0,
      endSms: '',
      recovering: false,
      version: 1,
    });
  });

  test('E6, E7: If-Match holds an edit to the version it saw; an edit that changes nothing raises nothing', async () => {
    const id = await addEvent();
    const edit = (version: string, notes: string) =>
      rig.call('PATCH', atEvent(id), { body: { notes }, headers: { 'if-match': version } });
    expect(await edit('"1"', 'first')).toMatchObject({ status: 200, body: { version: 2, notes: 'first' } });
    expect(await edit('"1"', 'late')).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    expect(await edit('W/"2"', 'weak')).toMatchObject({ status: 412 });
    expect(await edit('*', 'first')).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await rig.call('GET', atEvent(id))).headers.get('etag')).toBe('"2"');
  });

  test('A1, A2, A3: extend adds to the remaining time, End Now ends at once, a clone is unsaved', async () => {
    const id = await addEvent();
    const extended = await rig.call('POST', atEvent(id, '/extend'), { body: { minutes: 60 } });
    expect(extended.body).toMatchObject({ end: fromMs(START_MS + 3 * HOUR_MS), version: 2 });
    const ended = await rig.call('POST', atEvent(id, '/end'), { raw: '' });
    expect(ended).toMatchObject({
      status: 200,
      body: { status: 'expired', end: fromMs(START_MS), version: 3 },
    });
    expect((await rig.call('POST', atEvent(id, '/end'))).status).toBe(409);
    const cloned = await rig.call('POST', atEvent(id, '/clone'));
    expect(cloned.body).toMatchObject({ status: 'new', description: 'Mail is down' });
    expect(cloned.body).not.toHaveProperty('id');
    expect(cloned.body).not.toHaveProperty('affectedGroupId');
  });

  test('A4: only a Pending event can be deleted', async () => {
    const pending = await addEvent({ start: fromMs(START_MS + HOUR_MS) });
    expect((await rig.call('DELETE', atEvent(pending))).status).toBe(204);
    expect((await rig.call('GET', atEvent(pending))).status).toBe(404);
    expect((await rig.call('DELETE', atEvent(await addEvent()))).status).toBe(409);
  });

  test('G12: moving the start of a Current event into the future makes it Pending again', async () => {
    const id = await addEvent({ end: null });
    const body = { start: fromMs(START_MS + HOUR_MS) };
    expect((await rig.call('PATCH', atEvent(id), { body })).body).toMatchObject({
      status: 'pending',
      version: 2,
    });
  });

  test('lists hide Expired events until asked, and turn their pages in order', async () => {
    const other = await startRig();
    const group = text((await other.call('POST', '/api/v1/groups', { body: { name: 'x' } })).body, 'id');
    const starts = [0, 1, 2, 3, 4].map((hours) => START_MS - hours * HOUR_MS);
    for (const [index, startMs] of starts.entries()) {
      const end = index % 2 === 0 ? null : fromMs(startMs + MINUTE_MS);
      await other.call('POST', '/api/v1/events', {
        body: draft({ affectedGroupId: group, start: fromMs(startMs), end }),
      });
    }
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { body } = await other.call('GET', `/api/v1/events?include=expired&limit=2${cursor}`);
      const page = body as { readonly items: readonly unknown[]; readonly next: string | null };
      seen.push(...page.items.map((item) => text(item, 'start')));
      next = page.next;
    }
    expect(seen).toEqual(starts.map((startMs) => fromMs(startMs)));
    const { body } = await other.call('GET', '/api/v1/events');
    expect(body).toMatchObject({ items: [{}, {}, {}], next: null });
    await other.stop();
  });
});

describe('impact', () => {
  test('product 1, product 2: who takes part and who does not, with the reasons of participation and the warnings', async () => {
    const group = await addGroup('Impact');
    const ada = await addPerson('ada@example.com');
    const bob = await addPerson('bob@example.com');
    for (const id of [ada, bob]) await rig.call('PUT', `/api/v1/groups/${group}/members/${id}`);
    await rig.call('PATCH', `/api/v1/users/${bob}`, { body: { permissions: { disasterRecovery: false } } });
    const body = draft({ affectedGroupId: group, end: null, cloudPasswordReset: 'email', startSms: 'down' });
    const answer = await rig.call('POST', '/api/v1/events/impact', { body });
    expect(answer.body).toMatchObject({
      counts: { people: 2, devices: 0, participants: 0, nonParticipants: 2 },
      participants: [],
      nonParticipants: expect.arrayContaining([
        { userId: ada, reasons: ['no-registered-device'] },
        { userId: bob, reasons: ['no-disaster-recovery-permission', 'no-registered-device'] },
      ]) as unknown,
    });
    const { warnings } = answer.body as { readonly warnings: readonly { readonly code: string }[] };
    expect(warnings.map(({ code }) => code)).toEqual([
      'nobody-cached',
      'long-without-pause',
      'reset-by-email',
      'sms-without-group',
    ]);
    const id = await addEvent({ affectedGroupId: group, start: fromMs(START_MS + HOUR_MS) });
    const later = await rig.call('GET', atEvent(id, '/impact'));
    expect(later.body).toMatchObject({
      nonParticipants: [{ reasons: expect.not.arrayContaining(['event-not-current']) as unknown }, {}],
    });
  });

  test('O1: overlapping events are allowed, and warned of', async () => {
    const group = await addGroup('Overlap');
    const person = await addPerson('overlap@example.com');
    await rig.call('PUT', `/api/v1/groups/${group}/members/${person}`);
    await addEvent({ affectedGroupId: group });
    const answer = await rig.call('POST', '/api/v1/events/impact', {
      body: draft({ affectedGroupId: group }),
    });
    expect(answer.body).toMatchObject({
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'overlap' })]) as unknown,
    });
    await addEvent({ affectedGroupId: group });
  });
});

describe('groups and people', () => {
  test('a group with an event of its own cannot be deleted', async () => {
    const group = await addGroup('In use');
    await addEvent({ affectedGroupId: group, description: 'Night drill' });
    expect(await rig.call('DELETE', `/api/v1/groups/${group}`)).toMatchObject({
      status: 409,
      body: { code: 'group-in-use', event: 'Night drill' },
    });
    const free = await addGroup('Free');
    expect((await rig.call('DELETE', `/api/v1/groups/${free}`)).status).toBe(204);
  });

  test('membership is put and taken as often as one likes, of people and groups that exist', async () => {
    const group = await addGroup('Members');
    const person = await addPerson('member@example.com');
    const member = `/api/v1/groups/${group}/members/${person}`;
    for (const method of ['PUT', 'PUT', 'DELETE', 'DELETE'])
      expect((await rig.call(method, member)).status).toBe(204);
    expect((await rig.call('PUT', `/api/v1/groups/${group}/members/nobody`)).status).toBe(404);
    expect((await rig.call('PUT', `/api/v1/groups/nothing/members/${person}`)).status).toBe(404);
  });

  test('an address belongs to one person or group, whatever its case', async () => {
    await addPerson('carol@example.com');
    const again = { email: 'CAROL@example.com', displayName: 'Carol' };
    expect(await rig.call('POST', '/api/v1/users', { body: again })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/email', code: 'address-taken' }] },
    });
    const list = { name: 'List', kind: 'm365', mail: 'carol@example.com' };
    expect((await rig.call('POST', '/api/v1/groups', { body: list })).status).toBe(422);
  });

  test('a person has aliases and readable mailboxes; a password never comes back', async () => {
    const boss = await addPerson('boss@example.com');
    const id = await addPerson('dan@example.com');
    const body = {
      aliases: ['d@example.com'],
      mayRead: [boss],
      phone: '+442071838750',
      password: 'another horse',
    };
    const answer = await rig.call('PATCH', `/api/v1/users/${id}`, { body });
    const { password, ...shown } = body;
    expect(answer).toMatchObject({
      status: 200,
      body: { id, ...shown, permissions: { disasterRecovery: true } },
    });
    expect(JSON.stringify(answer.body)).not.toContain(password);
    const audit = await rig.call('GET', '/api/v1/audit');
    expect(JSON.stringify(audit.body)).not.toContain(password);
    expect(JSON.stringify(audit.body)).not.toContain('argon2');
  });
});

describe('the audit log', () => {
  test('product 5: every change of an event is a row with before and after; the filter leaves the directory out', async () => {
    const id = await addEvent();
    await rig.call('POST', atEvent(id, '/end'));
    const { body } = await rig.call('GET', '/api/v1/audit?service=continuity&limit=2');
    expect(body).toMatchObject({
      items: [
        {
          action: 'continuity-event.end',
          target: id,
          detail: { before: { version: 1 }, after: { version: 2 } },
        },
        { action: 'continuity-event.create', target: id },
      ],
    });
    const csv = await rig.call('GET', '/api/v1/audit.csv?service=continuity');
    expect(csv.body).toContain(`"continuity-event.end","${id}"`);
    expect(csv.body).not.toContain('group.create');
    expect((await rig.call('GET', '/api/v1/audit/verify')).body).toMatchObject({ intact: true });
  });
});

describe('health, metrics and description', () => {
  test.each(['/healthz', '/readyz', '/metrics'])('%s needs no token', async (path) => {
    expect((await rig.call('GET', path, { token: null })).status).toBe(200);
  });

  test('the OpenAPI document is 3.1 and has every route of the interface', async () => {
    const { body } = await rig.call('GET', '/api/v1/openapi.json');
    const { openapi, paths } = body as { readonly openapi: string; readonly paths: Record<string, unknown> };
    expect(openapi).toBe('3.1.0');
    for (const route of [
      '/events',
      '/events/{id}/end',
      '/events/impact',
      '/groups/{id}/members/{userId}',
      '/audit/verify',
    ])
      expect(paths).toHaveProperty([`/api/v1${route}`]);
  });
});
