/** A1: the console's interface at 100,000 people and devices, each against the bare query in the same process and run. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { systemClock } from '../../service/clock.ts';
import { foldedKey } from '../../service/search-key.ts';
import { startService, type Service } from '../../service/service.ts';
import { systemChance } from '../../service/storage/chance.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { openDatabase } from '../../service/storage/open-database.ts';
import type { Tables } from '../../service/storage/tables.ts';
import { NO_CRASH_POINTS } from '../../shared/lib/crash-point.ts';
import { fromMs, HOUR_MS } from '../../shared/domain/instant.ts';
import { bareQueries, type BareQueries } from './bare-console.ts';
import { median, type Bench, type Figure } from './figure.ts';

const PEOPLE = 100_000;
const LARGE = 50_000;
const SMALL = 500;
const ROUNDS = 15;
/** A service that runs for weeks is compiled and warm. */
const WARMING_ROUNDS = 300;
const TOKEN = 'bench-token';

export const bench: Bench = {
  async run(print) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-bench-'));
    try {
      await fill(folder);
      const bare = bareQueries(folder, { large: 'large' });
      const service = await start(folder);
      await measure(service, bare, print);
      await service.stop();
      bare.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(service: Service, bare: BareQueries, print: (figure: Figure) => void): Promise<void> {
  const get = (route: string) => () => call(service, 'GET', route);
  for (let round = 0; round < WARMING_ROUNDS; round += 1) await get('/users')();
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) floor.push(await timed(get('/webhooks')));
  const emptyMs = round2(median(floor));
  const pairs: readonly [name: string, viaHttp: () => Promise<void>, query: () => void][] = [
    ['list page of 100 people', get('/users'), bare.page],
    ['search that finds few of 100,000 people', get('/users?q=person+99999'), bare.search],
    ['impact preview, 50,000 people', () => preview(service, 'large'), bare.impact],
  ];
  for (const [name, viaHttp, query] of pairs) {
    const times: { http: number; bare: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const bareMs = await timed(async () => query());
      times.push({ http: await timed(viaHttp), bare: bareMs });
    }
    const [http, alone] = [median(times.map((one) => one.http)), median(times.map((one) => one.bare))];
    const of = {
      people: PEOPLE,
      rounds: ROUNDS,
      emptyListMs: emptyMs,
      httpMs: round2(http),
      bareMs: round2(alone),
    };
    print({
      goal: 'A1',
      name: `${name}, over the bare query`,
      value: round2(http / alone),
      unit: 'times',
      of,
    });
  }
  await measureCreation(service, print);
}

async function measureCreation(service: Service, print: (figure: Figure) => void): Promise<void> {
  const times = { large: [] as number[], small: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1)
    for (const group of ['small', 'large'] as const)
      times[group].push(await timed(() => call(service, 'POST', '/events', eventFor(group))));
  const [large, small] = [median(times.large), median(times.small)];
  const of = { rounds: ROUNDS, largeMs: round2(large), smallMs: round2(small), large: LARGE, small: SMALL };
  print({
    goal: 'A1',
    name: 'creating an event for 50,000 people, over 500',
    value: round2(large / small),
    unit: 'times',
    of,
  });
}

function eventFor(affectedGroupId: string): Record<string, unknown> {
  const now = Date.now();
  return {
    description: 'Bench',
    affectedGroupId,
    start: fromMs(now + HOUR_MS),
    end: fromMs(now + 2 * HOUR_MS),
  };
}

async function preview(service: Service, group: string): Promise<void> {
  await call(service, 'POST', '/events/impact?lists=false', eventFor(group));
}

async function call(service: Service, method: string, route: string, body?: unknown): Promise<void> {
  const response = await fetch(`${service.httpUrl}/api/v1${route}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

/** Processor time of this process, client and server together: other people's load on the machine does not count. */
async function timed(work: () => Promise<void>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

function start(dataFolder: string): Promise<Service> {
  const anyPort = { host: '127.0.0.1', port: 0 };
  const config = { dataFolder, http: anyPort, smtp: anyPort, seed: null, lab: false, adminToken: TOKEN };
  return startService(
    { ...config, allowPrivateWebhooks: false, readyFile: null },
    {
      ...{ clock: systemClock, chance: systemChance, crashPoint: NO_CRASH_POINTS },
      ...{ log: pino({ level: 'warn' }), consoleFolder: '/nowhere' },
    },
  );
}

const ROWS_PER_INSERT = 1000;

async function fill(folder: string): Promise<void> {
  const { db, close } = await openDatabase(folder, MIGRATIONS);
  await db.transaction().execute(async (transaction) => {
    const createdAt = fromMs(Date.now());
    for (const id of ['large', 'small']) {
      const group = {
        id,
        name: id,
        source: 'local',
        kind: 'security',
        mail: null,
        lastSyncAt: null,
      } as const;
      await transaction
        .insertInto('groups')
        .values({ ...group, createdAt, nameKey: id, searchKey: id })
        .execute();
    }
    for (let from = 0; from < PEOPLE; from += ROWS_PER_INSERT)
      await addPeople(
        transaction,
        Array.from({ length: ROWS_PER_INSERT }, (_, index) => from + index),
        createdAt,
      );
  });
  await close();
}

async function addPeople(db: Kysely<Tables>, numbers: readonly number[], createdAt: string): Promise<void> {
  const people = numbers.map((number) => {
    const [id, displayName, email] = [`p${number}`, `Person ${number}`, `person.${number}@example.com`];
    const keys = { nameKey: foldedKey(displayName), searchKey: foldedKey(displayName, email) };
    return {
      id,
      displayName,
      email,
      phone: null,
      smsConsent: 0,
      disasterRecovery: number % 10 === 0 ? 0 : 1,
      passwordHash: null,
      createdAt,
      ...keys,
    } as const;
  });
  await db.insertInto('people').values(people).execute();
  const devices = people.map(({ id, displayName, email }, index) => ({
    id: `d-${id}`,
    personId: id,
    publicKey: `key-${id}`,
    name: 'Laptop',
    platform: 'win32',
    appVersion: '1.0.0',
    registeredAt: createdAt,
    signedIn: index % 20 === 0 ? (0 as const) : (1 as const),
    cachedMode: index % 15 === 0 ? (0 as const) : (1 as const),
    nameKey: 'laptop',
    personKey: foldedKey(displayName, email),
  }));
  await db.insertInto('devices').values(devices).execute();
  const members = numbers.flatMap((number) => [
    ...(number < LARGE ? [{ groupId: 'large', personId: `p${number}` }] : []),
    ...(number < SMALL ? [{ groupId: 'small', personId: `p${number}` }] : []),
  ]);
  if (members.length > 0) await db.insertInto('groupMembers').values(members).execute();
}
