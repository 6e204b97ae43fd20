/**
 * G52: how long a request can hold the service's event loop, and how long its health answer takes meanwhile, for everything
 * that strangers, people and administrators can ask.
 */
import { mkdtempSync, rmSync, watch, readFileSync, existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { startService, type ServiceProcess } from '../journeys/process-rig.ts';
import type { Bench, Figure } from './figure.ts';
import { ATTACKS, type Attack, type Target } from './hostile-attacks.ts';
import { CORPORA } from './hostile-corpora.ts';
import { askJmap, untilTaken } from './jmap-asker.ts';
import { fillHostileGround, LARGE_GROUND, SMALL_GROUND } from './hostile-ground.ts';
import { sized } from './size.ts';

/** A service that runs for weeks is compiled: an attack is measured when it has been made before. */
const ROUNDS = sized(3, 1);
const GROUND = sized(LARGE_GROUND, SMALL_GROUND);
const ALL = [...ATTACKS, ...CORPORA];
const MADE = sized(
  ALL,
  ALL.filter(({ name }) => !name.endsWith('eight at once')),
);

export const bench: Bench = {
  async run(print) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-hostile-'));
    try {
      const account = await fillHostileGround(path.join(folder, 'service'), GROUND);
      const watched = await startWatched(folder);
      const { url } = watched.service;
      const ask = askJmap(url, account.accountId, account.token);
      await untilTaken(url, account.token, ask, GROUND.messages);
      await measureAll(watched, { ...account, ...GROUND, ...watched.service }, print);
      await watched.stop();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** In milliseconds: as others see it, and what of it the service has computed. */
interface Hold {
  readonly heldMs: number;
  readonly computedMs: number;
}

interface Watched {
  readonly service: ServiceProcess;
  /** The longest hold since it was asked last. */
  readonly hold: () => Promise<Hold>;
  readonly slowestHealthMs: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

async function startWatched(folder: string): Promise<Watched> {
  const file = path.join(folder, 'loop.json');
  const preload = pathToFileURL(path.join(import.meta.dirname, 'loop-watch.mjs')).href;
  const env = { NODE_OPTIONS: `--import ${preload}`, LOOP_WATCH_FILE: file };
  const service = await startService(folder, undefined, { env });
  const asker = new Worker(path.join(import.meta.dirname, 'health-asker.mjs'), { workerData: service.url });
  return {
    service,
    hold: () => askLoop(folder, file, service.pid),
    slowestHealthMs: () =>
      new Promise((resolve) => {
        asker.once('message', resolve);
        asker.postMessage(null);
      }),
    async stop() {
      await asker.terminate();
      await service.kill();
    },
  };
}

let asked = 0;

async function askLoop(folder: string, file: string, pid: number): Promise<Hold> {
  asked += 1;
  const watcher = watch(folder);
  const answered = new Promise<Hold>((resolve) => {
    watcher.on('change', () => {
      if (!existsSync(file)) return;
      const told = JSON.parse(readFileSync(file, 'utf8')) as Hold & { readonly number: number };
      if (told.number === asked) resolve(told);
    });
  });
  process.kill(pid, 'SIGUSR2');
  return answered.finally(() => watcher.close());
}

async function measureAll(watched: Watched, target: Target, print: (figure: Figure) => void): Promise<void> {
  const only = process.env['HOSTILE_ONLY'];
  for (const attack of MADE) {
    if (only !== undefined && !new RegExp(only, 'u').test(attack.name)) continue;
    if (attack.isThere?.() === false) console.error(`${attack.name}: skipped, the corpus is not there`);
    else await measure(watched, target, attack, print);
  }
}

async function measure(
  watched: Watched,
  target: Target,
  { name, run, rounds = ROUNDS }: Attack,
  print: (figure: Figure) => void,
): Promise<void> {
  const rows: { held: number; computed: number; health: number; took: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await watched.hold();
    await watched.slowestHealthMs();
    const from = performance.now();
    await run(target);
    const took = performance.now() - from;
    const { heldMs: held, computedMs: computed } = await watched.hold();
    rows.push({ held, computed, health: await watched.slowestHealthMs(), took });
  }
  const each = (what: 'held' | 'computed' | 'health' | 'took') => rows.map((row) => Math.round(row[what]));
  // What else the machine does falls on a round, what the request does on each of them.
  const least = (what: 'held' | 'health') => ({ goal: 'G52', value: Math.min(...each(what)), unit: 'ms' });
  const of = { rounds, held: each('held'), computed: each('computed'), tookMs: each('took') };
  print({ ...least('held'), name: `longest hold, ${name}`, of });
  print({ ...least('health'), name: `slowest health, ${name}`, of: { health: each('health') } });
}
