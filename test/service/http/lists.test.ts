/** Lists over real HTTP: every order walked page by page, searched, filtered and counted, against a plain array. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import { createDeviceKey } from '../channel/test-device.ts';
import { startRig, START_MS, text, type ServiceRig } from '../service-rig.ts';

const NAMES = ['Ada', 'ada', 'Zoë', 'Émile', 'Łukasz', 'o_o', 'Bob', 'bob', 'Bob', '100%'];

let rig: ServiceRig;
let groupId: string;
const people: { readonly id: string; readonly name: string }[] = [];

const pageSchema = z.object({
  items: z.array(z.looseObject({})),
  next: z.string().nullable(),
  total: z.int().optional(),
});

beforeAll(async () => {
  rig = await startRig();
  groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'Zürich' } })).body, 'id');
  for (const [index, name] of NAMES.entries()) {
    const body = {
      email: `p${index}@example.com`,
      displayName: name,
      password: 'correct horse',
      aliases: [`alias-${index}@example.com`],
      permissions: { disasterRecovery: index % 2 === 0 },
      mayRead: index === NAMES.length - 1 ? [people[0]?.id] : [],
    };
    const id = text((await rig.call('POST', '/api/v1/users', { body })).body, 'id');
    people.push({ id, name });
    if (index < 3) await rig.call('PUT', `/api/v1/groups/${groupId}/members/${id}`);
    if (index < 4)
      await rig.call('POST', '/api/v1/devices', {
        token: null,
        body: {
          email: body.email,
          password: 'correct horse',
          device: {
            name: `Gerät ${index}`,
            platform: 'linux',
            appVersion: '1',
            publicKey: createDeviceKey().publicKey,
          },
        },
      });
  }
});
afterAll(() => rig.stop());

async function page(path: string): Promise<z.infer<typeof pageSchema>> {
  const answer = await rig.call('GET', `/api/v1${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return pageSchema.parse(answer.body);
}

/** Every item, two a page. */
async function walk(path: string, field: string): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  let cursor = '';
  for (;;) {
    const { items, next } = await page(`${path}${path.includes('?') ? '&' : '?'}limit=2${cursor}`);
    seen.push(...items.map((item) => item[field]));
    if (next === null) return seen;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

const folded = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

describe('lists', () => {
  test('people in the order of their names, whatever case and accents, and the other way round', async () => {
    const names = (await walk('/users', 'displayName')).map((name) => folded(String(name)));
    expect(names).toEqual(NAMES.map((name) => folded(name)).sort());
    const ids = await walk('/users', 'id');
    expect(new Set(ids).size).toBe(NAMES.length);
    expect(await walk('/users?sort=-displayName', 'id')).toEqual([...ids].reverse());
    expect(await walk('/users?sort=-email', 'email')).toEqual(
      NAMES.map((_, index) => `p${index}@example.com`).reverse(),
    );
  });

  test('a search finds names, addresses and aliases without case and accents, and no pattern', async () => {
    const found = async (q: string) =>
      [...(await walk(`/users?q=${encodeURIComponent(q)}`, 'displayName'))].sort();
    expect(await found('ZOE')).toEqual(['Zoë']);
    expect(await found('émi')).toEqual(['Émile']);
    expect(await found('ALIAS-7')).toEqual(['bob']);
    expect(await found('_')).toEqual(['o_o']);
    expect(await found('%')).toEqual(['100%']);
    expect(await found('bob')).toEqual(['Bob', 'Bob', 'bob']);
  });

  test('filters, and the total of what they leave, on whatever page', async () => {
    expect((await page('/users?limit=1&count=true')).total).toBe(NAMES.length);
    expect(await page('/users?limit=1')).not.toHaveProperty('total');
    const total = async (path: string) => {
      const counted = await page(`${path}&limit=1&count=true`);
      expect((await walk(path, 'id')).length).toBe(counted.total);
      return counted.total;
    };
    expect(await total(`/users?groupId=${groupId}`)).toBe(3);
    expect(await total('/users?disasterRecovery=false')).toBe(5);
    expect(await total('/users?device=registered')).toBe(4);
    expect(await total('/users?device=none')).toBe(6);
    expect(await total(`/users?device=none&disasterRecovery=true&q=p`)).toBe(3);
    expect(await total(`/groups/${groupId}/members?q=ada`)).toBe(2);
    expect(await total(`/groups?userId=${people[0]?.id ?? ''}`)).toBe(1);
    expect(await total(`/groups?userId=${people[9]?.id ?? ''}`)).toBe(0);
    expect(await total('/groups?source=local')).toBe(1);
    expect(await total('/groups?source=directory')).toBe(0);
    expect(await total('/groups?q=zurich&kind=security')).toBe(1);
  });

  test('people by whose mailboxes they read, and by who reads theirs', async () => {
    const owner = people.at(0)?.id ?? '';
    const reader = people.at(-1)?.id ?? '';
    expect(await walk(`/users?readableBy=${reader}`, 'id')).toEqual([owner]);
    expect(await walk(`/users?mayRead=${owner}`, 'id')).toEqual([reader]);
    expect(await walk(`/users?mayRead=${reader}`, 'id')).toEqual([]);
  });

  test('devices by what is stored and by what is only known now', async () => {
    expect(await walk('/devices?sort=name', 'name')).toEqual(['Gerät 0', 'Gerät 1', 'Gerät 2', 'Gerät 3']);
    expect(await walk('/devices?q=GERAT+2', 'name')).toEqual(['Gerät 2']);
    expect(await walk('/devices?q=zoe', 'name')).toEqual(['Gerät 2']);
    expect(await walk('/devices?link=offline', 'name')).toHaveLength(4);
    expect((await page('/devices?link=online&count=true')).total).toBe(0);
    const body = {
      description: 'Down',
      affectedGroupId: groupId,
      start: fromMs(START_MS),
      end: fromMs(START_MS + HOUR_MS),
    };
    const eventId = text((await rig.call('POST', '/api/v1/events', { body })).body, 'id');
    // Of the three members, the one in the middle lacks the permission.
    expect(await walk('/devices?reason=no-disaster-recovery-permission', 'name')).toEqual(['Gerät 1']);
    expect((await page('/devices?reason=cached-mode-off&count=true')).total).toBe(0);
    await rig.call('POST', `/api/v1/events/${eventId}/end`);
    const [first] = await walk('/devices?sort=name', 'id');
    await rig.call('DELETE', `/api/v1/devices/${String(first)}`);
    expect(await walk('/devices?revoked=true', 'name')).toEqual(['Gerät 0']);
    expect((await page('/devices?revoked=false&count=true')).total).toBe(3);
  });

  test('a person who is renamed moves, and so do their devices', async () => {
    const [, , zoe] = people;
    await rig.call('PATCH', `/api/v1/users/${zoe?.id}`, { body: { displayName: 'Aaron' } });
    expect((await walk('/users', 'displayName'))[1]).toBe('Aaron');
    expect((await walk('/devices?sort=person', 'displayName'))[0]).toBe('Aaron');
    expect(await walk('/users?q=zoe', 'id')).toEqual([]);
  });

  test('events in three orders, an Eternal one after all others', async () => {
    const add = async (description: string, start: number, end: number | null) =>
      rig.call('POST', '/api/v1/events', {
        body: {
          description,
          affectedGroupId: groupId,
          start: fromMs(START_MS + start * HOUR_MS),
          end: end === null ? null : fromMs(START_MS + end * HOUR_MS),
          notes: description === 'b' ? 'Überhitzt' : '',
        },
      });
    await add('b', 3, null);
    await add('a', 4, 5);
    await add('C', 2, 9);
    expect(await walk('/events', 'description')).toEqual(['a', 'b', 'C']);
    expect(await walk('/events?sort=end', 'description')).toEqual(['a', 'C', 'b']);
    expect(await walk('/events?sort=-description', 'description')).toEqual(['C', 'b', 'a']);
    expect(await walk('/events?q=uberhitzt', 'description')).toEqual(['b']);
    expect((await page('/events?count=true&include=expired')).total).toBe(4);
    expect((await page('/events?groupId=nobody&count=true')).total).toBe(0);
  });

  test('a cursor is refused in another order, and in another list', async () => {
    const { next } = await page('/users?limit=1');
    const status = async (path: string) =>
      (await rig.call('GET', `/api/v1${path}cursor=${encodeURIComponent(next ?? '')}`)).status;
    expect(await status('/users?')).toBe(200);
    expect(await status('/users?sort=-displayName&')).toBe(400);
    expect(await status('/groups?')).toBe(400);
  });

  test('the audit log by what, who, on what, when, and by any word of it', async () => {
    const actions = await walk('/audit?action=person.', 'action');
    expect(new Set(actions)).toEqual(new Set(['person.create', 'person.edit']));
    expect((await page('/audit?action=person.edit&count=true')).total).toBe(1);
    expect((await page('/audit?action=person&count=true')).total).toBe(0);
    expect(await walk(`/audit?target=${groupId}&sort=seq`, 'action')).toEqual([
      'group.create',
      'group.add-member',
      'group.add-member',
      'group.add-member',
    ]);
    expect(await walk('/audit?q=AARON', 'action')).toEqual(['person.edit']);
    expect((await page('/audit?actor=nobody&count=true')).total).toBe(0);
    expect((await page(`/audit?to=${fromMs(START_MS)}&count=true`)).total).toBe(0);
    const seqs = (await walk(`/audit?from=${fromMs(START_MS)}`, 'seq')).map(Number);
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    const json = await rig.call('GET', '/api/v1/audit.json?action=person.edit');
    expect(json.body).toMatchObject([{ action: 'person.edit', detail: { after: { displayName: 'Aaron' } } }]);
    expect((await rig.call('GET', '/api/v1/audit.json?actor=nobody')).body).toEqual([]);
  });
});
