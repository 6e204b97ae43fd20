/** A real mail service for tests: real disk, database, SMTP and HTTP; people, clock and sign-in are given. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { fastify, type FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { onTestFinished } from 'vitest';
import { createGateway } from '../../../service/gateway/gateway.ts';
import type { Certificate } from '../../../service/gateway/smtp-server.ts';
import type { Disk } from '../../../service/mailbox/disk.ts';
import { createMailboxes, type Mailboxes } from '../../../service/mailbox/mailboxes.ts';
import { createMessageFiles, type MessageFiles } from '../../../service/mailbox/message-files.ts';
import { openNodeDisk } from '../../../service/mailbox/node-disk.ts';
import type { Account, MailboxDoor, MailboxUser, Recipient } from '../../../service/mailbox/ports.ts';
import { NO_CRASH_POINTS } from '../../../shared/lib/crash-point.ts';
import { systemChance } from '../../../service/storage/chance.ts';
import { openOrganisation } from '../../../service/storage/organisation.ts';
import { MIGRATIONS } from '../../../service/storage/migrations.ts';
import { openDatabase } from '../../../service/storage/open-database.ts';
import { openWriting, type Writing } from '../../../service/storage/writing.ts';
import type { Tables } from '../../../service/storage/tables.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { fakeOutbound, type FakeOutbound } from './fake-outbound.ts';
import { steeredClock, type SteeredClock } from './steered-clock.ts';

export const KATHARINA: MailboxUser = user('katharina', [
  { accountId: 'katharina', name: 'katharina@northwind.example', readOnly: false },
  { accountId: 'tomas', name: 'tomas@northwind.example', readOnly: true },
]);
export const TOMAS = user('tomas', [
  { accountId: 'tomas', name: 'tomas@northwind.example', readOnly: false },
]);

export interface TestService {
  readonly folder: string;
  readonly files: MessageFiles;
  readonly mailboxes: Mailboxes;
  readonly app: FastifyInstance;
  readonly smtpPort: number;
  readonly clock: SteeredClock;
  readonly failures: unknown[];
  readonly announced: { readonly accountId: string; readonly state: string }[];
  readonly writePath: Writing['writePath'];
  /** Somebody's rights are others than before. */
  readonly moveStanding: (userId: string) => Promise<void>;
  readonly db: Kysely<Tables>;
  readonly outbound: FakeOutbound;
  readonly stop: () => Promise<void>;
}

export interface TestServiceOptions {
  readonly folder?: string;
  readonly clock?: SteeredClock;
  readonly door?: MailboxDoor;
  readonly certificate?: Certificate;
  readonly idleTimeoutMs?: number;
  /** Stands between the service and the real disk. */
  readonly wrapDisk?: (disk: Disk) => Disk;
  readonly resolve?: (address: string) => Recipient;
  /** Of a former service, to go on with it. */
  readonly outbound?: FakeOutbound;
}

/** On the folder of an earlier one it goes on as that one did. */
export async function startService(options: TestServiceOptions = {}): Promise<TestService> {
  const { folder = temporaryFolder(), clock = steeredClock(), door = testDoor } = options;
  const { wrapDisk = (disk: Disk): Disk => disk, resolve = recipientOf, outbound = fakeOutbound() } = options;

  const { db, mark, lacksLog, close } = await openDatabase(folder, MIGRATIONS);
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  const announced: { accountId: string; state: string }[] = [];
  const common = { db, failed, crashPoint: NO_CRASH_POINTS };
  const { epoch } = await openOrganisation({
    ...{ ...common, mark, lacksLog, chance: systemChance, nowMs: clock.nowMs(), putBack: failed },
  });
  const { writePath, committed } = await openWriting({
    ...{ ...common, nowMs: clock.nowMs },
    mark: (revision) => {
      mark.write({ epoch, revision });
    },
  });
  committed.subscribe((change) => {
    if (change.kind === 'mailbox') announced.push({ accountId: change.accountId, state: change.state });
  });
  const files = createMessageFiles(wrapDisk(openNodeDisk(path.join(folder, 'mail'))));
  const newId = (): string => `M${clock.nowMs().toString(36)}${randomBytes(10).toString('hex')}`;
  const mailboxes = createMailboxes({
    ...{ db, writePath, files, clock, failed, newId, outbound },
    uploadDisk: openNodeDisk(path.join(folder, 'uploads')),
  });
  const gateway = createGateway(
    {
      files,
      failed,
      newId,
      recipients: { resolve: async (address) => resolve(address) },
      nowMs: clock.nowMs,
      schedule: clock.schedule,
      accepted: mailboxes.accepted,
    },
    {
      serverName: 'mx.northwind.example',
      ...(options.certificate === undefined ? {} : { certificate: options.certificate }),
      ...(options.idleTimeoutMs === undefined ? {} : { idleTimeoutMs: options.idleTimeoutMs }),
    },
  );
  const app = fastify();
  const originOf = ({ headers }: IncomingMessage): string => `http://${headers.host ?? ''}`;
  mailboxes.registerJmap(app, { door, committed, originOf });
  await mailboxes.start();
  const { port: smtpPort } = await gateway.listen('127.0.0.1', 0);
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      await gateway.drain();
      await mailboxes.stop();
      await app.close();
      await close();
    })();
    return stopping;
  };
  onTestFinished(stop);
  return {
    folder,
    files,
    mailboxes,
    app,
    smtpPort,
    clock,
    failures,
    announced,
    writePath,
    async moveStanding(userId) {
      await writePath.transact(({ record }) => record({ kind: 'standing', people: [{ userId }] }));
    },
    db,
    outbound,
    stop,
  };
}

function user(userId: string, accounts: readonly Account[]): MailboxUser {
  return { userId, email: `${userId}@northwind.example`, accounts };
}

function recipientOf(address: string): Recipient {
  const lower = address.toLowerCase();
  if (lower === 'katharina@northwind.example') return { kind: 'person', userId: 'katharina' };
  if (lower === 'tomas@northwind.example') return { kind: 'person', userId: 'tomas' };
  if (lower === 'logistics@northwind.example') {
    return { kind: 'list', groupId: 'logistics', memberIds: ['katharina', 'tomas'] };
  }
  if (/^person\d+@northwind\.example$/.test(lower))
    return { kind: 'person', userId: lower.split('@')[0] ?? '' };
  return { kind: 'unknown' };
}

const testDoor: MailboxDoor = {
  signIn: async (authorization) => signIn(authorization),
  userOf: async (userId) => [KATHARINA, TOMAS].find((person) => person.userId === userId) ?? null,
};

function signIn(authorization: string | undefined) {
  if (authorization === 'Bearer katharina')
    return { kind: 'signed-in', user: KATHARINA, token: null } as const;
  if (authorization === 'Bearer tomas') return { kind: 'signed-in', user: TOMAS, token: null } as const;
  if (authorization === 'Bearer impatient')
    return { kind: 'too-many-attempts', retryAfterMs: 61_500 } as const;
  return { kind: 'refused' } as const;
}
