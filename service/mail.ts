/** The mail side of the service: files, mailboxes and gateway on one data folder. */
import path from 'node:path';
import type { SteerableClock } from './clock/service-clock.ts';
import type { ServiceConfig } from './config.ts';
import type { Core } from './core.ts';
import type { CrashPoint } from './crash-point.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { createMailFlow, type MailFlow } from './mail-flow/mail-flow.ts';
import { createRecoveryWatch, type RecoveryBoard, type RecoveryWatch } from './mail-flow/recovery-watch.ts';
import { signingKeys } from './mail-flow/settings.ts';
import { MAIL_FOLDER, UPLOAD_FOLDER } from './mail-folders.ts';
import { createMailboxes, type Mailboxes } from './mailbox/mailboxes.ts';
import { mailFlowReadiness } from './mail-flow/readiness.ts';
import { mailStorageReadiness } from './mailbox/storage-readiness.ts';
import type { ReadinessSource } from './readiness.ts';
import { createMessageFiles, type MessageFiles } from './mailbox/message-files.ts';
import { openNodeDisk } from './mailbox/node-disk.ts';
import { seedDemo } from './seed/seed-demo.ts';
import type { Chance } from './storage/chance.ts';
import type { OpenDatabase } from './storage/open-database.ts';
import type { Transport } from './transport.ts';

export interface Mail {
  readonly mailboxes: Mailboxes;
  readonly gateway: Gateway;
  readonly flow: MailFlow;
  readonly readiness: readonly ReadinessSource[];
  /** Takes in and passes on what a former run accepted, and seeds an empty organisation where that is asked for. */
  readonly open: () => Promise<void>;
}

export interface MailNeeds {
  readonly config: Pick<ServiceConfig, 'dataFolder' | 'seed' | 'mailFlow'>;
  readonly world: { readonly chance: Chance; readonly crashPoint: CrashPoint };
  readonly transport: Transport;
  readonly clock: SteerableClock;
  readonly database: Pick<OpenDatabase, 'db'>;
  readonly core: Core;
  readonly board: RecoveryBoard;
  /** A continuity event's recovery, or (null) the queue, is another than before. */
  readonly moved: (eventId: string | null) => void;
  readonly failed: (error: unknown) => void;
}

export function openMail(needs: MailNeeds): Mail {
  const { config, world, transport, clock, database, core, failed } = needs;
  const { db } = database;
  const { mailName: serverName, smtp: certificate } = transport;
  const { writePath, organisation } = core;
  const { serviceId } = organisation;
  const files = createMessageFiles(openNodeDisk(path.join(config.dataFolder, MAIL_FOLDER)));
  const newId = (): string => messageId(clock.nowMs(), world.chance);
  const flow = openMailFlow(needs, { files, serverName, accepted: (id) => mailboxes.accepted(id) });
  const mailboxes: Mailboxes = createMailboxes({
    ...{ db, writePath, files, clock, failed, newId },
    uploadDisk: openNodeDisk(path.join(config.dataFolder, UPLOAD_FOLDER)),
    forwarding: flow.forwarding,
    turn: (waitedMs) => gateway.afterRush(waitedMs),
    outbound: flow.outbound,
  });
  const gateway: Gateway = createGateway(
    {
      files,
      failed,
      recipients: core.recipients,
      nowMs: clock.nowMs,
      schedule: clock.schedule,
      accepted: mailboxes.accepted,
      newId,
      crashPoint: world.crashPoint,
    },
    { serverName, serviceId, ...(certificate === null ? {} : { certificate }) },
  );
  core.committed.subscribe(({ kind }) => {
    // A clock that was moved rolls them at once.
    if (kind === 'clock') mailboxes.rollNow().catch(failed);
  });
  return {
    mailboxes,
    gateway,
    flow,
    readiness: [mailStorageReadiness(files, clock.monotonicMs), mailFlowReadiness(flow)],
    async open() {
      await mailboxes.start();
      await flow.start(watchRecoveries(needs));
      if (config.seed === null) return;
      const { hash: hashPassword } = core.passwords;
      await seedDemo({ db, writePath, files, mailboxes, hashPassword, nowMs: clock.nowMs() });
    },
  };
}

interface FlowNeeds {
  readonly files: MessageFiles;
  readonly serverName: string;
  readonly accepted: (id: string) => void;
}

function openMailFlow(needs: MailNeeds, more: FlowNeeds): MailFlow {
  const { config, world, transport, clock, database, core, failed, moved } = needs;
  const { signing, ...settings } = config.mailFlow;
  const flow = createMailFlow({
    ...settings,
    ...more,
    authorities: transport.authorities,
    clock,
    failed,
    db: database.db,
    recipients: core.recipients,
    serviceId: core.organisation.serviceId,
    signingKeys: signingKeys(signing),
    uniform: Math.random,
    crashPoint: world.crashPoint,
    changed: () => moved(null),
  });
  core.committed.subscribe(({ kind }) => {
    if (kind !== 'mailbox') flow.wake();
  });
  return flow;
}

function watchRecoveries({ database, board, clock, core, moved }: MailNeeds): RecoveryWatch {
  return createRecoveryWatch({
    ...{ db: database.db, board, clock },
    async tell(eventId) {
      await core.events.announceRecovery(null, eventId);
      moved(eventId);
    },
  });
}

/** Letters and digits of one case: a file name on every platform, and an id of JMAP; in the order of arrival. */
function messageId(nowMs: number, chance: Chance): string {
  return `M${nowMs.toString(36)}${chance.id().replaceAll('-', '')}`;
}
