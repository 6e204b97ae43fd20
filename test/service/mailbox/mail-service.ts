/** A real mail service for tests: real disk, database, SMTP and HTTP; people, clock and sign-in are given. */
import { fastify, type FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { createMail, type Mail, type MailDeps } from '../../../service/gateway/create-mail.ts';
import type { Account, MailboxUser, Recipient } from '../../../service/mailbox/ports.ts';
import { MIGRATIONS } from '../../../service/storage/migrations.ts';
import { openDatabase } from '../../../service/storage/open-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { steeredClock, type SteeredClock } from './steered-clock.ts';

export const KATHARINA: MailboxUser = user('katharina', [
  { accountId: 'katharina', name: 'katharina@northwind.example', readOnly: false },
  { accountId: 'tomas', name: 'tomas@northwind.example', readOnly: true },
]);
export const TOMAS = user('tomas', [
  { accountId: 'tomas', name: 'tomas@northwind.example', readOnly: false },
]);

export interface TestService {
  readonly mail: Mail;
  readonly app: FastifyInstance;
  readonly smtpPort: number;
  readonly clock: SteeredClock;
  readonly failures: unknown[];
  readonly announced: { readonly accountId: string; readonly state: string }[];
  readonly db: MailDeps['db'];
  readonly stop: () => Promise<void>;
}

/** On the folder of an earlier one it goes on as that one did. */
export async function startService(
  options: { folder?: string; clock?: SteeredClock } & Partial<MailDeps> = {},
): Promise<TestService> {
  const { folder = temporaryFolder(), clock = steeredClock(), ...given } = options;
  const { db, close } = await openDatabase(folder, MIGRATIONS);
  const failures: unknown[] = [];
  const announced: { accountId: string; state: string }[] = [];
  const mail = createMail({
    db,
    dataFolder: folder,
    clock,
    recipients: { resolve: async (address) => recipientOf(address) },
    door: { signIn: async (authorization) => signIn(authorization) },
    announce: (accountId, state) => announced.push({ accountId, state }),
    failed: (error) => failures.push(error),
    serverName: 'mx.northwind.example',
    ...given,
  });
  const app = fastify();
  mail.registerJmap(app);
  const { port: smtpPort } = await mail.listen('127.0.0.1', 0);
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      await mail.drain();
      await app.close();
      await close();
    })();
    return stopping;
  };
  onTestFinished(stop);
  return { mail, app, smtpPort, clock, failures, announced, db, stop };
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

function signIn(authorization: string | undefined) {
  if (authorization === 'Bearer katharina') return { kind: 'signed-in', user: KATHARINA } as const;
  if (authorization === 'Bearer tomas') return { kind: 'signed-in', user: TOMAS } as const;
  if (authorization === 'Bearer impatient')
    return { kind: 'too-many-attempts', retryAfterMs: 61_500 } as const;
  return { kind: 'refused' } as const;
}
