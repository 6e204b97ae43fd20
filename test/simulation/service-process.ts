/** The control service's process in the simulation: the real core, channel and routes over a real database file. */
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fastify } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { HttpAnswer, HttpRequest } from '../../electron/device/ports.ts';
import { createChannel, type Channel } from '../../service/channel/channel.ts';
import type { ChannelLimits } from '../../service/channel/limits.ts';
import type { DeviceRecords, ServiceClock, Truth } from '../../service/channel/ports.ts';
import { createCore, type Core } from '../../service/core.ts';
import { createPollToldDoor } from '../../service/devices/poll-told.ts';
import { createPollNonces } from '../../service/devices/poll-nonces.ts';
import { registerPollRoute, registerPollToldRoute } from '../../service/devices/poll-routes.ts';
import { registerRegistrationRoute } from '../../service/devices/registration-routes.ts';
import { answerProblems } from '../../service/http/answer-problems.ts';
import type { App } from '../../service/http/app-type.ts';
import { createClientAddress, tellClientAddresses } from '../../service/http/client-address.ts';
import { parseBodies } from '../../service/http/body-parsing.ts';
import { NO_RECOVERIES } from '../../service/lab/recoveries.ts';
import { MARK_FILE } from '../../service/storage/mark-file.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { DATABASE_FILE, openDatabase, type OpenDatabase } from '../../service/storage/open-database.ts';
import { StorageError } from '../../service/storage/storage-error.ts';
import { startTrimming } from '../../service/storage/trim-change-log.ts';
import { plainPasswords, proofsOf, secretOf } from './plain-secrets.ts';
import type { Network } from './network.ts';
import { createServiceComputer, type ServiceComputer } from './service-computer.ts';
import { createRandom, type Random } from './random.ts';
import type { Work } from './settle.ts';
import type { Timeline } from './timeline.ts';

export interface ServiceProcess {
  /** null: it is down. */
  readonly core: () => Core | null;
  readonly isUp: () => boolean;
  readonly start: () => Promise<void>;
  /** Kill -9: what is on disk is what stays. */
  readonly kill: () => void;
  /** Sends everyone away with 1012; the process still has to be ended. */
  readonly drain: () => void;
  /** What devices tell cannot be stored. */
  readonly refuseSaves: (refuses: boolean) => void;
  /** How far the wall clock of its computer is ahead of the truth. */
  readonly setWallError: (errorMs: number) => void;
  /** What it has stored of the devices. */
  readonly stored: () => Promise<StoredByService>;
  readonly close: () => Promise<void>;
}

export interface StoredByService {
  readonly receipts: readonly {
    readonly deviceId: string;
    readonly eventId: string;
    readonly kind: string;
  }[];
  readonly devices: readonly { readonly id: string; readonly mode: string | null }[];
}

interface ServiceNeeds {
  readonly timeline: Timeline;
  readonly work: Work;
  readonly network: Network;
  readonly seed: number;
  /** Every life has a folder of its own in it, the first of them `life-0`. */
  readonly folder: string;
  readonly failed: (error: unknown) => void;
}

interface Life {
  readonly database: OpenDatabase;
  readonly core: Core;
  readonly channel: Channel;
  readonly app: App;
  readonly stop: () => void;
}

/** Counted by the real clock (rate-limiter-flexible), which has nothing to say in virtual time. */
const LIMITS: Partial<ChannelLimits> = {
  connectionsPerDevice: { count: Number.MAX_SAFE_INTEGER, perMs: 1000 },
  failuresPerDevice: { count: Number.MAX_SAFE_INTEGER, perMs: 1000 },
  failuresPerAddress: { count: Number.MAX_SAFE_INTEGER, perMs: 1000 },
};

export function createServiceProcess(needs: ServiceNeeds): ServiceProcess {
  const { work, network } = needs;
  const computer = createServiceComputer(needs.timeline, needs.failed);
  let life: Life | null = null;
  let lives = 0;
  let isRefusing = false;
  const folderOf = (number: number): string => path.join(needs.folder, `life-${number}`);
  return {
    core: () => life?.core ?? null,
    isUp: () => life !== null,
    start: () =>
      work.track(
        (async () => {
          life = await openLife(needs, computer, folderOf(lives), lives, () => isRefusing);
          const { channel, app } = life;
          network.listen({ accept: channel.accept, answer: (request) => work.track(answer(app, request)) });
        })(),
      ),
    kill() {
      if (life === null) return;
      const former = life;
      life = null;
      network.listen(null);
      former.stop();
      // The files as they are: closing the database properly would tidy them up first.
      copyDatabase(folderOf(lives), folderOf(lives + 1));
      const old = folderOf(lives);
      lives += 1;
      void work.track(
        former.database.close().then(() => {
          rmSync(old, { recursive: true, force: true });
        }),
      );
    },
    drain() {
      void life?.channel.drain();
    },
    refuseSaves(refuses) {
      isRefusing = refuses;
    },
    setWallError: computer.setWallError,
    async stored() {
      if (life === null) throw new Error('the service is down');
      const { db } = life.database;
      return {
        receipts: await db.selectFrom('receipts').select(['deviceId', 'eventId', 'kind']).execute(),
        devices: await db.selectFrom('devices').select(['id', 'mode']).execute(),
      };
    },
    async close() {
      life?.stop();
      network.listen(null);
      await life?.database.close();
    },
  };
}

export function copyDatabase(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of [DATABASE_FILE, `${DATABASE_FILE}-wal`, MARK_FILE]) {
    const file = path.join(from, name);
    if (existsSync(file)) copyFileSync(file, path.join(to, name));
  }
}

async function openLife(
  { work, seed, failed }: ServiceNeeds,
  computer: ServiceComputer,
  folder: string,
  number: number,
  isRefusing: () => boolean,
): Promise<Life> {
  const database = await openDatabase(folder, MIGRATIONS);
  const random = createRandom(seed, `service ${number}`);
  const clock = computer.openClock();
  const chance = { id: random.id, token: () => secretOf(random.id()) };
  const { db, mark } = database;
  const core = await createCore({
    db,
    clock,
    chance,
    recoveries: NO_RECOVERIES,
    mark,
    putBack: () => failed(new Error('took its own database for one put back from a backup')),
    passwords: plainPasswords,
    failed,
  });
  const records = watched(core.records, work, isRefusing);
  const channel = createChannel({
    truth: slowly(core.truth, clock, random),
    records,
    tokens: {
      issue: async ({ id }, nowMs) => ({ accessToken: `token of ${id}`, expiresAtMs: nowMs + 600_000 }),
    },
    clock,
    log: { write: (level, _message, fields) => level === 'error' && report(fields, failed) },
    chance: { uniform: random.uniform, id: random.id, nonce: () => secretOf(random.id()) },
    limits: LIMITS,
    proofs: proofsOf(core.truth),
  });
  const stopTrimming = startTrimming(core.writePath, clock, failed);
  const app = await createApp({ ...core, records }, channel, clock, chance);
  const stop = (): void => {
    clock.stop();
    stopTrimming();
    channel.stop();
  };
  return { database, core, channel, app, stop };
}

/** A save that we refused on purpose is no news. */
function report(
  fields: Readonly<Record<string, unknown>> | undefined,
  failed: (error: unknown) => void,
): void {
  const error = fields?.['error'];
  if (!(error instanceof StorageError)) failed(error);
}

/** A busy database takes its time to answer, and what it answers may be old by then: changes come in between. */
const READ_MS = { quick: 30, slow: 500 };
const SLOW_LIVES = 0.3;

function slowly(truth: Truth, clock: Pick<ServiceClock, 'schedule'>, random: Random): Truth {
  const slowestMs = random.chance(SLOW_LIVES) ? READ_MS.slow : READ_MS.quick;
  const late = async <Value>(reading: Promise<Value>): Promise<Value> => {
    const value = await reading;
    await new Promise<void>((resolve) => clock.schedule(random.whole(0, slowestMs), resolve));
    return value;
  };
  return {
    ...truth,
    position: () => late(truth.position()),
    standingOf: (userId) => late(truth.standingOf(userId)),
    eventsOf: (userId, nowMs) => late(truth.eventsOf(userId, nowMs)),
    changesSince: (userId, revision, nowMs) => late(truth.changesSince(userId, revision, nowMs)),
  };
}

function watched(records: DeviceRecords, work: Work, isRefusing: () => boolean): DeviceRecords {
  const save = async (saving: () => Promise<void>): Promise<void> => {
    if (isRefusing()) throw new StorageError('disk-full', 'the simulated disk of the service is full');
    await work.track(saving());
  };
  return {
    saveFacts: (...given) => save(() => records.saveFacts(...given)),
    saveReport: (...given) => save(() => records.saveReport(...given)),
    saveReceipt: (...given) => save(() => records.saveReceipt(...given)),
  };
}

async function createApp(
  core: Core,
  channel: Channel,
  clock: ServiceClock,
  chance: { readonly id: () => string; readonly token: () => string },
): Promise<App> {
  const app = fastify().withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  tellClientAddresses(
    app,
    createClientAddress(() => false),
  );
  answerProblems(app);
  parseBodies(app);
  registerRegistrationRoute(app, core.registration);
  registerPollRoute(app, {
    ...core,
    ...channel,
    nowMs: clock.nowMs,
    nonces: createPollNonces({ chance, monotonicMs: clock.monotonicMs }),
  });
  registerPollToldRoute(app, createPollToldDoor({ ...core, ...channel, clock }));
  return app;
}

/** Mail is not simulated: its routes ask for patience. */
const NO_MAIL: HttpAnswer = {
  kind: 'answered',
  status: 503,
  headers: { 'retry-after': '3600' },
  body: new Uint8Array(),
};

async function answer(app: App, { method, url, headers, body }: HttpRequest): Promise<HttpAnswer> {
  const { pathname } = new URL(url);
  if (!pathname.startsWith('/api/')) return NO_MAIL;
  const response = await app.inject({ method, url: pathname, headers, ...(body === null ? {} : { body }) });
  // The date is the real one's.
  const { date, ...kept } = response.headers;
  return {
    kind: 'answered',
    status: response.statusCode,
    headers: Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)])),
    body: response.rawPayload,
  };
}
