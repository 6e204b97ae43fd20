/** The rolling mailboxes: takes accepted messages in, serves them by JMAP, lets them go after five days. */
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { OutboundMail } from '../mail-flow/ports.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import type { Disk } from './disk.ts';
import { createIngest, type IngestPorts } from './ingest.ts';
import { registerJmap, type JmapDeps } from './jmap/routes.ts';
import type { MessageFiles } from './message-files.ts';
import { createParser } from './mime/parser.ts';
import { storeOwnMessage } from './own-messages.ts';
import { NO_FORWARDING, type Forwarding } from './ports.ts';
import { startRollOff, type RollOffSchedule } from './roll-off-schedule.ts';
import { deliver } from './store/deliver.ts';
import {
  forgetMessages,
  forgetTraces,
  rollOffEmails,
  unplacedAmong,
  unplacedMessages,
} from './store/roll-off.ts';
import { storedMessages } from './store/stored-messages.ts';
import { followSubmissions } from './follow-submissions.ts';
import { createUploads } from './uploads.ts';

/** What failed is tried again after this long. */
const RETRY_MS = 5000;

export interface MailboxDeps {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly files: MessageFiles;
  readonly clock: {
    readonly nowMs: () => number;
    /** The time by which mail is too old to be kept. */
    readonly settledMs: () => number;
    readonly schedule: (delayMs: number, run: () => void) => Stop;
  };
  /** Absent: there is always time to take accepted mail in. */
  readonly turn?: IngestPorts['turn'];
  /** Absent: mail is kept and goes nowhere. */
  readonly forwarding?: Forwarding;
  readonly outbound: OutboundMail;
  /** Where uploads lie. */
  readonly uploadDisk: Disk;
  /** Of a message, and of an unfinished upload. */
  readonly newId: () => string;
  readonly failed: (error: unknown) => void;
}

export interface Mailboxes {
  /** Takes in what a former run accepted, and starts rolling. */
  readonly start: () => Promise<void>;
  /** A message is durable on disk; it appears in its mailboxes soon. */
  readonly accepted: (id: string) => void;
  /** Resolves when everything accepted is in its mailboxes. */
  readonly idle: () => Promise<void>;
  /** Lets go at once of what is too old: the clock was moved. */
  readonly rollNow: () => Promise<void>;
  readonly waiting: () => number;
  readonly registerJmap: (
    app: FastifyInstance,
    outside: Pick<JmapDeps, 'door' | 'committed' | 'originOf'>,
  ) => void;
  readonly stop: () => Promise<void>;
}

export function createMailboxes(deps: MailboxDeps): Mailboxes {
  const { db, writePath, files, clock, failed, forwarding = NO_FORWARDING } = deps;
  const { settledMs } = clock;
  const parser = createParser({ timers: clock });
  let stopRetry: Stop = () => undefined;
  let rollOff: RollOffSchedule | null = null;
  const ingest = createIngest({
    files,
    parser,
    nowMs: clock.nowMs,
    settledMs,
    goesOn: forwarding.goesOn,
    store: async (arrivals) => {
      await writePath.transact((unit) => deliver(unit, arrivals, forwarding.queue));
      forwarding.wake();
    },
    stored: (ids) => storedMessages(db, ids),
    failed,
    turn: deps.turn ?? (() => Promise.resolve()),
    retryLater: (run) => {
      stopRetry = clock.schedule(RETRY_MS, run);
    },
  });
  const uploads = createUploads({
    ...{ db, disk: deps.uploadDisk, newId: deps.newId },
    ...{ nowMs: clock.nowMs, settledMs },
  });
  const submissions = followSubmissions(deps);
  // The file first: a row without its file is found again by rolling off, a file without its row would be taken in anew.
  const removeMessages = async (ids: readonly string[]): Promise<void> => {
    await files.remove(ids);
    await writePath.transact((unit) => forgetMessages(unit.db, ids));
  };
  const rollChunk = async (): Promise<boolean> => {
    if (await writePath.transact((unit) => rollOffEmails(unit, settledMs()))) return true;
    const unplaced = await unplacedMessages(db, settledMs());
    await removeMessages(unplaced);
    if (unplaced.length > 0) return true;
    await writePath.transact((unit) => forgetTraces(unit.db, settledMs()));
    return uploads.expire();
  };
  return {
    start: async () => {
      await files.clear();
      await uploads.clear();
      await ingest.recover();
      await submissions.start();
      rollOff = startRollOff({ schedule: clock.schedule, rollChunk, failed });
    },
    accepted: ingest.offer,
    idle: ingest.idle,
    waiting: ingest.waiting,
    rollNow: async () => rollOff?.rollNow(),
    registerJmap: (app, outside) =>
      registerJmap(app, {
        ...{ ...outside, db, writePath, files, uploads, clock, failed },
        outbound: deps.outbound,
        ownMail: {
          store: (bytes) =>
            storeOwnMessage({ files, parser, newMessageId: deps.newId }, bytes, clock.nowMs()),
          discard: files.remove,
          forget: async (ids) => unplacedAmong(db, ids).then(removeMessages).catch(failed),
        },
      }),
    stop: async () => {
      await submissions.stop();
      stopRetry();
      await rollOff?.stop();
      await ingest.stop();
      await parser.stop();
    },
  };
}
