/** The mail side of the service: files, mailboxes and gateway on one data folder. */
import os from 'node:os';
import path from 'node:path';
import type { SteerableClock } from './clock.ts';
import type { ServiceConfig } from './config.ts';
import type { Core } from './core.ts';
import type { CrashPoint } from './crash-point.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { createMailboxes, type Mailboxes } from './mailbox/mailboxes.ts';
import { createMessageFiles } from './mailbox/message-files.ts';
import { openNodeDisk } from './mailbox/node-disk.ts';
import { seedDemo } from './seed/seed-demo.ts';
import type { Chance } from './storage/chance.ts';
import type { OpenDatabase } from './storage/open-database.ts';

/** Raw messages, one file each. */
const MAIL_FOLDER = 'mail';

export interface Mail {
  readonly mailboxes: Mailboxes;
  readonly gateway: Gateway;
  /** Takes in what a former run accepted, and seeds an empty organisation where that is asked for. */
  readonly open: () => Promise<void>;
}

export interface MailNeeds {
  readonly config: Pick<ServiceConfig, 'dataFolder' | 'seed'>;
  readonly world: { readonly chance: Chance; readonly crashPoint: CrashPoint };
  readonly clock: SteerableClock;
  readonly database: Pick<OpenDatabase, 'db'>;
  readonly core: Core;
  readonly failed: (error: unknown) => void;
}

export function openMail({ config, world, clock, database, core, failed }: MailNeeds): Mail {
  const { db } = database;
  const files = createMessageFiles(openNodeDisk(path.join(config.dataFolder, MAIL_FOLDER)));
  const mailboxes = createMailboxes({
    db,
    files,
    clock,
    failed,
    announce: (accountId, state) => {
      core.announce({ kind: 'mailbox', accountId, state });
    },
  });
  const gateway = createGateway(
    {
      files,
      failed,
      recipients: core.recipients,
      nowMs: clock.nowMs,
      schedule: clock.schedule,
      accepted: mailboxes.accepted,
      newId: () => messageId(clock.nowMs(), world.chance),
      crashPoint: world.crashPoint,
    },
    { serverName: os.hostname() },
  );
  return {
    mailboxes,
    gateway,
    async open() {
      await mailboxes.start();
      if (config.seed === null) return;
      const { hash: hashPassword } = core.passwords;
      await seedDemo({ db, files, mailboxes, hashPassword, nowMs: clock.nowMs() });
    },
  };
}

/** Letters and digits of one case: a file name on every platform, and an id of JMAP; in the order of arrival. */
function messageId(nowMs: number, chance: Chance): string {
  return `M${nowMs.toString(36)}${chance.id().replaceAll('-', '')}`;
}
