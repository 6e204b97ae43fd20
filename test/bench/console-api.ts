/** A1: the console's interface at 100,000 people and devices, each against the bare query in the same process and run. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Service } from '../../service/service.ts';
import { fromMs, HOUR_MS } from '../../shared/domain/instant.ts';
import { bareQueries, type BareQueries } from './bare-console.ts';
import { median, type Bench, type Figure } from './figure.ts';
import { fillOrganisation, LARGE, SMALL, startOrganisation, TOKEN } from './sample-organisation.ts';
import { sized } from './size.ts';

const PEOPLE = sized(100_000, 2000);
const ROUNDS = sized(15, 2);
/** A service that runs for weeks is compiled and warm. */
const WARMING_ROUNDS = sized(300, 2);

export const bench: Bench = {
  async run(print) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-bench-'));
    try {
      await fillOrganisation(folder, PEOPLE);
      const bare = bareQueries(folder, { large: 'large' });
      const service = await startOrganisation(folder);
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
