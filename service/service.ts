/** The whole control service in one process: builds its parts in order, listens, and drains. */
import path from 'node:path';
import type { Logger } from 'pino';
import { createAccess } from './access/access.ts';
import { DAY_MS } from '../shared/domain/instant.ts';
import { buildApp, renewCertificate } from './app.ts';
import { openAnchorFile, type AnchorFile } from './audit/anchor-file.ts';
import { startAuditing } from './auditing.ts';
import { trimAudit } from './audit/trim.ts';
import type { Channel } from './channel/channel.ts';
import { openServiceClock } from './clock/open-clock.ts';
import type { SteerableClock } from './clock/service-clock.ts';
import { clockReadiness } from './clock/readiness.ts';
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
import { createPollToldDoor } from './devices/poll-told.ts';
import { createDeviceStore } from './devices/store.ts';
import { openAdminToken } from './http/admin-token.ts';
import type { App } from './http/app-type.ts';
import { createClientAddress, trustIn, type ClientAddress } from './http/client-address.ts';
import { createCursors } from './http/cursors.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import type { Site } from './http/site.ts';
import { createLinkFaults } from './lab/link-faults.ts';
import { createLabRecoveries } from './lab/recoveries.ts';
import type { Lab } from './lab/routes.ts';
import { createMailActions } from './mail-flow/actions.ts';
import { createRecoveryBoard } from './mail-flow/recovery-watch.ts';
import { openMail, type Mail } from './mail.ts';
import { createReadiness, STOPPING } from './readiness.ts';
import { storageReadiness } from './storage/readiness.ts';
import { metricsSource, openMetrics } from './service-metrics.ts';
import type { Chance } from './storage/chance.ts';
import { putBackWords } from './storage/organisation.ts';
import { MIGRATIONS } from './storage/migrations.ts';
import { openDatabase, type OpenDatabase } from './storage/open-database.ts';
import { makePrivate } from './storage/private-folder.ts';
import { createIdempotency } from './idempotency/idempotency.ts';
import { failureLog } from './log-ports.ts';
import { dispatchWebhooks } from './webhook-dispatch.ts';
import { createWebhooks } from './webhooks/webhooks.ts';
import { forgetOld, startRetention } from './retention/retention.ts';
import { startTrimming } from './storage/trim-change-log.ts';
import { openTransport, type Transport } from './transport.ts';
import { openChannel, openSite } from './ways-in.ts';

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
  /** Of `--metrics-address`; null without it. */
  readonly metricsPort: number | null;
  /** Sends everyone away kindly, finishes what is under way, lets go of the data folder (G44). */
  readonly stop: () => Promise<void>;
}

interface Parts {
  readonly config: ServiceConfig;
  readonly world: World;
  readonly transport: Transport;
  readonly site: Site;
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
  /** A task in the background failed: one log, so that each kind is written once for all of them. */
  readonly failed: (error: unknown) => void;
}

const WAS_OPEN =
  'other users of this computer could read the data folder until now: change its secrets if they must not know them';
/** Of the files that were open. */
const MAX_NOTED = 10;

/** Resolves when HTTP and SMTP listen. Throws a `StorageError` for a data folder that cannot be used. */
export async function startService(config: ServiceConfig, world: World): Promise<Service> {
  const opened = makePrivate(config.dataFolder);
  if (opened.length > 0)
    world.log.warn({ files: opened.slice(0, MAX_NOTED), count: opened.length }, WAS_OPEN);
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
  const { core, channel, mail, changes, adminToken, failed } = parts;
  const stopClock = watchClock(clockWatchNeeds(parts));
  await mail.open();
  const metrics = createMetrics(metricsSource(parts));
  const app = await buildApp(appDeps(parts, metrics));
  channel.attach(app.server);
  const stopRenewing = parts.transport.follow({
    http: (pair) => renewCertificate(app, pair),
    smtp: mail.gateway.renewCertificate,
  });
  const smtp = await mail.gateway.listen(config.smtp.host, config.smtp.port);
  const httpUrl = await listen(app, config.http);
  const metricsDoor = await openMetrics(config.transport.metrics, metrics, failed);
  const webhooks = dispatchWebhooks(parts);
  const stopTrimming = startTrimming(core.writePath, parts.clock, failed);
  const stopForgetting = forgetWithAge(parts);
  const stopAuditing = startAuditing(parts);
  return {
    httpUrl,
    smtp,
    adminToken,
    metricsPort: metricsDoor.port,
    async stop() {
      phase = 'draining';
      stopRenewing();
      metricsDoor.stop();
      changes.stop();
      await Promise.all([channel.drain(), mail.gateway.drain()]);
      await app.close();
      channel.stop();
      stopTrimming();
      stopForgetting();
      await webhooks.stop();
      await mail.flow.stop();
      await mail.mailboxes.stop();
      await stopAuditing();
      await stopClock();
      await database.close();
    },
  };
}

async function buildParts(
  database: OpenDatabase,
  config: ServiceConfig,
  world: World,
  isDraining: () => boolean,
): Promise<Parts> {
  const { log, chance, crashPoint } = world;
  const failed = failureLog(log);
  const transport = openTransport(config.transport, { schedule: world.clock.schedule, log });
  const isTrusted = trustIn(config.trustedProxies);
  const site = openSite(config, isTrusted, log);
  const clock = await openServiceClock(database.db, world.clock, failed);
  const lab = config.lab ? { faults: createLinkFaults(), recoveries: createLabRecoveries() } : null;
  const clientAddress = createClientAddress(isTrusted);
  const board = createRecoveryBoard();
  const recoveries: Recoveries = { of: (id) => lab?.recoveries.of(id) ?? board.of(id) };
  const core = await createCore({
    ...{ ...database, clock, chance, recoveries, crashPoint },
    putBack: (facts) => log.warn(facts, putBackWords(facts)),
    failed,
  });
  const strangers = createStrangers(STRANGER_LIMITS, world.clock.monotonicMs);
  const channel = openChannel({ config, world, clock, core, site, strangers, clientAddress, lab });
  const changes = createChanges({ core, live: channel.live, failed, schedule: world.clock.schedule });
  const mail = openMail({
    ...{ config, world, transport, clock, database, core, board, failed },
    moved: (id) => changes.tell(id === null ? { kind: 'mail' } : { kind: 'continuity-event', id }),
  });
  const adminToken = openAdminToken(config.dataFolder, config.adminToken, chance);
  const anchors = openAnchorFile(config.dataFolder, chance);
  return {
    ...{ config, world, transport, site, clock, database, core },
    ...{ channel, strangers, mail, changes, lab },
    ...{ adminToken, anchors, clientAddress, isDraining, failed },
  };
}

function appDeps(parts: Parts, metrics: Metrics): Parameters<typeof buildApp>[0] {
  const { world, site, clock, core, channel, mail, lab } = parts;
  const { truth, tokens, events, writePath } = core;
  const { nowMs, monotonicMs } = clock;
  return {
    log: world.log,
    strangers: parts.strangers,
    clientAddress: parts.clientAddress,
    certificate: parts.transport.http,
    site,
    admin: adminNeeds(parts),
    registration: core.registration,
    poll: {
      truth,
      tokens,
      nowMs,
      publicUrl: parts.config.transport.publicUrl,
      proofs: channel.proofs,
      attempts: channel.attempts,
      nonces: createPollNonces({ chance: world.chance, monotonicMs }),
      polled: channel.polled,
    },
    pollTold: createPollToldDoor({ ...core, ...channel, clock }),
    readiness: createReadiness(nowMs, [
      () => (parts.isDraining() ? [STOPPING] : []),
      clockReadiness(clock),
      storageReadiness(parts.database.db, parts.failed),
      ...mail.readiness,
    ]),
    metrics,
    lab: lab === null ? null : { ...lab, clock, events, writePath },
    registerJmap: (app) => {
      const { mailboxDoor: door, committed } = core;
      mail.mailboxes.registerJmap(app, { door, committed, originOf: site.originOf });
    },
    consoleFolder: path.resolve(world.consoleFolder),
  };
}

function clockWatchNeeds({ world, clock, core, changes, failed }: Parts): Parameters<typeof watchClock>[0] {
  return {
    ...{ clock, writePath: core.writePath, log: world.log, failed },
    tell: () => changes.tell({ kind: 'clock' }),
  };
}

function forgetWithAge({ config, world, clock, core, database, anchors, failed }: Parts): () => void {
  const { keepDays, keepAuditDays } = config;
  const needs = { ...core, ...database, keptMs: keepDays * DAY_MS };
  const keptAuditMs = keepAuditDays === null ? null : keepAuditDays * DAY_MS;
  const auditNeeds = { ...core, ...database, file: anchors, keptMs: keptAuditMs, log: world.log };
  const forget = async (settledMs: number): Promise<boolean> => {
    const moreAudit = await trimAudit(auditNeeds, settledMs);
    return (await forgetOld(needs, settledMs)) || moreAudit;
  };
  return startRetention(forget, clock, failed);
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
    access: createAccess({
      ...{ ...core, db, chance, untravelledMs, adminToken, secret },
      publicUrl: config.transport.publicUrl,
    }),
    idempotency: createIdempotency({
      ...{ db, secret, nowMs: untravelledMs },
      settledMs: () => clock.settledMs() - clock.offsetMs(),
    }),
    mailFlow: mail.flow,
    mailActions: createMailActions({ ...core, retryNow: mail.flow.retryNow }),
    webhooks: createWebhooks({ ...core, chance, allowPrivate: config.allowPrivateWebhooks }),
  };
}

/** As many devices as want to come back at once (R1). */
const BACKLOG = 4096;

async function listen(app: App, { host, port }: Endpoint): Promise<string> {
  return app.listen({ host, port, backlog: BACKLOG });
}
