/** Puts the mail side of the service together: message files, mailboxes, JMAP and the SMTP gateway. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Stop } from '../../shared/lib/emitter.ts';
import { createMailboxes, type Mailboxes } from '../mailbox/mailboxes.ts';
import { createMessageFiles, type MessageFiles } from '../mailbox/message-files.ts';
import { openNodeDisk } from '../mailbox/node-disk.ts';
import type { AnnounceMailbox, MailboxDoor, Recipients } from '../mailbox/ports.ts';
import type { Tables } from '../storage/tables.ts';
import { createGateway } from './gateway.ts';
import type { ReceivePorts } from './receive.ts';
import type { Certificate } from './smtp-server.ts';

/** Raw messages, in the data folder. */
export const MAIL_FOLDER = 'mail';

export interface MailDeps {
  readonly db: Kysely<Tables>;
  readonly dataFolder: string;
  readonly clock: {
    readonly nowMs: () => number;
    readonly schedule: (delayMs: number, run: () => void) => Stop;
  };
  readonly recipients: Recipients;
  readonly door: MailboxDoor;
  readonly announce: AnnounceMailbox;
  /** Told of what went wrong and was survived; never with mail in it. */
  readonly failed: (error: unknown) => void;
  /** As the gateway calls itself in its greeting and in trace headers. */
  readonly serverName: string;
  readonly certificate?: Certificate;
  readonly crashPoint?: ReceivePorts['crashPoint'];
}

export interface Mail {
  /** Takes in what a former run accepted, then accepts mail. Port 0: any free one. */
  readonly listen: (host: string, port: number) => Promise<{ readonly host: string; readonly port: number }>;
  readonly registerJmap: (app: FastifyInstance) => void;
  /** Stops accepting, lets messages under way finish, then stops everything else. */
  readonly drain: () => Promise<void>;
  /** To be called after the lab moved the clock. */
  readonly clockMoved: () => Promise<void>;
  readonly files: MessageFiles;
  readonly mailboxes: Pick<Mailboxes, 'idle' | 'accepted' | 'waiting'>;
  readonly smtpConnections: () => number;
}

export function createMail(deps: MailDeps): Mail {
  const files = createMessageFiles(openNodeDisk(path.join(deps.dataFolder, MAIL_FOLDER)));
  const { db, clock, announce, failed } = deps;
  const mailboxes = createMailboxes({ db, files, clock, announce, failed });
  const gateway = createGateway(
    {
      files,
      newId: () => newMessageId(clock.nowMs()),
      recipients: deps.recipients,
      nowMs: clock.nowMs,
      schedule: clock.schedule,
      accepted: mailboxes.accepted,
      failed,
      ...(deps.crashPoint === undefined ? {} : { crashPoint: deps.crashPoint }),
    },
    {
      serverName: deps.serverName,
      ...(deps.certificate === undefined ? {} : { certificate: deps.certificate }),
    },
  );
  return {
    listen: async (host, port) => {
      await mailboxes.start();
      return gateway.listen(host, port);
    },
    registerJmap: (app) => mailboxes.registerJmap(app, deps.door),
    drain: async () => {
      await gateway.drain();
      await mailboxes.stop();
    },
    clockMoved: mailboxes.rollNow,
    files,
    mailboxes,
    smtpConnections: gateway.connections,
  };
}

/** Ids sort by time, which keeps the folder and its recovery in order. */
export function newMessageId(nowMs: number): string {
  return `M${Math.max(0, nowMs).toString(36).padStart(TIME_DIGITS, '0')}${randomBytes(RANDOM_BYTES).toString('hex')}`;
}

const TIME_DIGITS = 9;
const RANDOM_BYTES = 10;
