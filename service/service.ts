/** The whole control service in one process: builds its parts in order, listens, and drains. */
import path from 'node:path';
import type { Logger } from 'pino';
import { createAccess } from './access/access.ts';
import { buildApp } from './app.ts';
import { openAnchorFile, type AnchorFile } from './audit/anchor-file.ts';
import { startAuditing } from './auditing.ts';
import { createChannel, type Channel } from './channel/channel.ts';
import { openServiceClock } from './clock/open-clock.ts';
import type { SteerableClock } from './clock/service-clock.ts';
import { clockReadiness } from './clock/readiness.ts';
import { isInDoubt } from './clock/trusted-time.ts';
import { watchClock } from './clock/watch-clock.ts';
import type { WorldClock } from './clock/world-clock.ts';
import { STRANGER_LIMITS } from './connections/limits.ts';
import { createStrangers, type Strangers } from './connections/strangers.ts';
import { createChanges, type Changes } from './changes/changes.ts';
import type { Endpoint, ServiceConfig } from './config.ts';
import type { Recoveries } from './continuity-events/continuity-events.ts';
import { createCore, type Core } from './core.ts';
import type { CrashPoint } from './crash-point.ts';
import { createPollNonces } from './devices/poll-nonces.ts';
import { createDeviceStore } from './devices/store.ts';
import { openAdminToken } from './http/admin-token.ts';
import type { App } from './http/app-type.ts';
import { createClientAddress, type ClientAddress } from './http/client-address.ts';
import { createCursors } from './http/cursors.ts';
import { createLinkFaults } from './lab/link-faults.ts';
import { createLabRecoveries } from './lab/recoveries.ts';
import type { Lab } from './lab/routes.ts';
import { createMailActions } from './mail-flow/actions.ts';
import { createRecoveryBoard } from './mail-flow/recovery-watch.ts';
import { readQueue } from './mail-flow/store.ts';
import { openMail, type Mail } from './mail.ts';
import { createReadiness, STOPPING } from './readiness.ts';
import { storageReadiness } from './storage/readiness.ts';
import type { Chance } from './storage/chance.ts';
import { MIGRATIONS } from './storage/migrations.ts';
import { openDatabase, type OpenDatabase } from './storage/open-database.ts';
import { createIdempotency } from './idempotency/idempotency.ts';
import { channelLog, failureLog } from './log-ports.ts';
import { startDispatcher, type Dispatcher } from './webhooks/dispatcher.ts';
import { createSend } from './webhooks/send.ts';
import { createWebhooks } from './webhooks/webhooks.ts';
import { startTrimming } from './storage/trim-change-log.ts';

/** What a service needs of the world. */
export interface World {
  readonly clock: WorldClock;
  readonly chance: Chance;
  readonly log: Logger;
  /** Does nothing unless armed. */
  readonly crashPoint: CrashPoint;
  /** The built console; without it `/` is 404. */
  readonly consoleFolder: string;
}

export interface Service {
  readonly httpUrl: string;
  readonly smtp: Endpoint;
  readonly adminToken: string;
  /** Sends everyone away kindly, finishes what is under way, lets go of the data folder (G44). */
  readonly stop: () => Promise<void>;
}

interface Parts {
  readonly config: ServiceConfig;
  readonly world: World;
  readonly clock: SteerableClock;
  readonly database: OpenDatabase;
  readonly core: Core;
  readonly channel: Channel;
  readonly strangers: Strangers;
  readonly mail: Mail;
  readonly changes: Changes;
  readonly lab: Lab | null;
  readonly adminToken: string;
  readonly anchors: AnchorFile;
  readonly clientAddress: ClientAddress;
  readonly isDraining: () => boolean;
}

/** Resolves when HTTP and SMTP listen. Throws a `StorageError` for a data folder that cannot be used. */
export async function startService(config: ServiceConfig, world: World): Promise<Service> {
  const database = await openDatabase(config.dataFolder, MIGRATIONS, world.crashPoint);
  try {
    return await startOn(database, config, world);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startOn(database: OpenDatabase, config: ServiceConfig, world: World): Promise<Service> {
  let phase: 'serving' | 'draining' = 'serving';
  const parts = await buildParts(database, config, world, () => phase === 'draining');
  const { core, channel, mail, changes, adminToken } = parts;
  const stopClock = watchClock(clockWatchNeeds(parts));
  await mail.open();
  const app = await buildApp(appDeps(parts));
  channel.attach(app.server);
  const smtp = await mail.gateway.listen(config.smtp.host, config.smtp.port);
  const httpUrl = await listen(app, config.http);
  const webhooks = dispatchWebhooks(parts);
  const stopTrimming = startTrimming(core.writePath, parts.clock, failureLog(world.log));
  const stopAuditing = startAuditing(parts);
  return {
    httpUrl,
    smtp,
    adminToken,
    async stop() {
      phase = 'draining';
      changes.stop();
      await Promise.all([channel.drain(), mail.gateway.drain()]);
      await app.close();
      channel.stop();
      stopTrimming();
      await webhooks.stop();
      await mail.flow.stop();
      await mail.mailboxes.stop();
      await stopAuditing();
      await stopClock();
      await database.close();
    },
  };
}

const PUT_BACK =
  'the database was put back from a backup: a new epoch begins, every device gets the whole truth';

async function buildParts(
  database: OpenDatabase,
  config: ServiceConfig,
  world: World,
  isDraining: () => boolean,
): Promise<Parts> {
  const { log, chance, crashPoint } = world;
  const failed = failureLog(log);
  const clock = await openServiceClock(database.db, world.clock, failed);
  const lab = config.lab ? { faults: createLinkFaults(), recoveries: createLabRecoveries() } : null;
  const clientAddress = createClientAddress(config.trustedProxies);
  const board = createRecoveryBoard();
  const recoveries: Recoveries = { of: (id) => lab?.recoveries.of(id) ?? board.of(id) };
  const core = await createCore({
    ...{ db: database.db, mark: database.mark, clock, chance, recoveries, crashPoint },
    putBack: (facts) => {
      log.warn(facts, PUT_BACK);
    },
    failed,
  });
  const strangers = createStrangers(STRANGER_LIMITS, world.clock.monotonicMs);
  const channel = createChannel({
    strangers,
    truth: core.truth,
    records: core.records,
    tokens: core.tokens,
    clock,
    log: channelLog(log),
    clientAddress,
    crashPoint,
    ...(lab === null ? {} : { faults: lab.faults }),
  });
  const changes = createChanges({ core, live: channel.live, failed, schedule: world.clock.schedule });
  const mail = openMail({
    ...{ config, world, clock, database, core, board, failed },
    moved: (id) => changes.tell(id === null ? { kind: 'mail' } : { kind: 'continuity-event', id }),
  });
  const adminToken = openAdminToken(config.dataFolder, config.adminToken, chance);
  const anchors = openAnchorFile(config.dataFolder, chance);
  return {
    ...{ config, world, clock, database, core, channel, strangers, mail, changes, lab },
    ...{ adminToken, anchors, clientAddress, isDraining },
  };
}

function appDeps(parts: Parts): Parameters<typeof buildApp>[0] {
  const { world, clock, core, channel, mail, lab } = parts;
  const { truth, tokens, events, writePath } = core;
  const { nowMs, monotonicMs } = clock;
  return {
    log: world.log,
    strangers: parts.strangers,
    clientAddress: parts.clientAddress,
    admin: adminNeeds(parts),
    registration: core.registration,
    poll: {
      truth,
      tokens,
      nowMs,
      proofs: channel.proofs,
      attempts: channel.attempts,
      nonces: createPollNonces({ chance: world.chance, monotonicMs }),
    },
    readiness: createReadiness(nowMs, [
      () => (parts.isDraining() ? [STOPPING] : []),
      clockReadiness(clock),
      storageReadiness(parts.database.db, failureLog(world.log)),
      ...mail.readiness,
    ]),
    metrics: metricsSource(parts),
    lab: lab === null ? null : { ...lab, clock, events, writePath },
    registerJmap: (app) => {
      mail.mailboxes.registerJmap(app, { door: core.mailboxDoor, committed: core.committed });
    },
    consoleFolder: path.resolve(world.consoleFolder),
  };
}

function clockWatchNeeds({ world, clock, core, changes }: Parts): Parameters<typeof watchClock>[0] {
  const { writePath, announce } = core;
  return {
    ...{ clock, writePath, announce, log: world.log, failed: failureLog(world.log) },
    tell: () => changes.tell({ kind: 'clock' }),
  };
}

function adminNeeds(parts: Parts): Parameters<typeof buildApp>[0]['admin'] {
  const { config, core, channel, mail, changes, anchors, adminToken } = parts;
  const { db } = parts.database;
  const { clock } = parts;
  const { nowMs, untravelledMs } = clock;
  const { chance } = parts.world;
  const secret = core.organisation.tokenSecret;
  const { live } = channel;
  return {
    ...core,
    db,
    clock,
    nowMs,
    live,
    chance,
    anchors,
    streams: changes.streams,
    cursors: createCursors(secret),
    devices: createDeviceStore({ db, live, nowMs }),
    access: createAccess({ ...core, db, chance, untravelledMs, adminToken, secret }),
    idempotency: createIdempotency({
      ...{ db, secret, nowMs: untravelledMs },
      settledMs: () => clock.settledMs() - clock.offsetMs(),
    }),
    mailFlow: mail.flow,
    mailActions: createMailActions({ ...core, retryNow: mail.flow.retryNow }),
    webhooks: createWebhooks({ ...core, chance, allowPrivate: config.allowPrivateWebhooks }),
  };
}

function dispatchWebhooks({ config, world, clock, database, core, changes }: Parts): Dispatcher {
  const dispatcher = startDispatcher({
    ...core,
    db: database.db,
    clock,
    chance: world.chance,
    uniform: Math.random,
    send: createSend(config.allowPrivateWebhooks),
    view: core.events.view,
    moved: (id) => {
      changes.tell({ kind: 'continuity-event', id });
    },
    attempted: (id) => {
      changes.tell({ kind: 'webhook', id });
    },
    failed: failureLog(world.log),
  });
  core.audited.subscribe(({ action }) => {
    if (/^(?:continuity-event|webhook)\./u.test(action)) dispatcher.wake();
  });
  core.committed.subscribe(({ kind }) => {
    if (kind === 'clock') dispatcher.wake();
  });
  return dispatcher;
}

function metricsSource(parts: Parts): Parameters<typeof buildApp>[0]['metrics'] {
  const { channel, strangers, mail, core, clock, database } = parts;
  return {
    strangers: strangers.count,
    onlineDevices: channel.live.onlineCount,
    channel: channel.counters,
    signIns: core.signIns.counts,
    smtpConnections: mail.gateway.connections,
    mailWaiting: mail.mailboxes.waiting,
    mailQueue: () => readQueue(database.db, clock.nowMs()),
    revision: async () => (await core.truth.position()).revision,
    clockInDoubt: () => isInDoubt(clock.trust().kind),
  };
}

/** As many devices as want to come back at once (R1). */
const BACKLOG = 4096;

async function listen(app: App, { host, port }: Endpoint): Promise<string> {
  return app.listen({ host, port, backlog: BACKLOG });
}
