/** Signing in to the console: one answer for every failure, and limits that keep guesses out but not the administrator (G42). */
import type { Kysely } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import { addressKey } from '../people/addresses.ts';
import { createFailureLimits, type FailureKeys } from '../people/failure-limits.ts';
import type { Passwords } from '../people/passwords.ts';
import { createTurns } from '../people/run-in-turn.ts';
import { tooManyAttempts, wrongSignIn } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import type { KnownBrowsers } from './known-browsers.ts';

/**
 * Strangers share the limits of the account and of their network; a browser that this administrator used before has
 * one of its own, which no stranger can use up (OWASP, "device cookies").
 */
const LIMITS = {
  perAccount: { count: 5, perMs: 10 * MINUTE_MS },
  perIp: { count: 20, perMs: HOUR_MS },
  perBrowser: { count: 5, perMs: 10 * MINUTE_MS },
} as const;

/** Attempts at the same time: what is under way counts as failed, so many at once would block each other. */
const AT_A_TIME = 2;

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  /** The browser's cookie, if it has one. */
  readonly browser: string | null;
  readonly remoteAddress: string;
}

/** Resolves with the administrator's id; throws a `Refusal`: not-authenticated or too-many-attempts. */
export type AdministratorSignIn = (attempt: SignInAttempt) => Promise<string>;

interface Needs {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly passwords: Passwords;
  readonly browsers: KnownBrowsers;
}

export function createAdministratorSignIn({
  db,
  writePath,
  passwords,
  browsers,
}: Needs): AdministratorSignIn {
  const limits = createFailureLimits(LIMITS);
  const inTurn = createTurns(AT_A_TIME);
  const attempt = async ({ email, password, browser, remoteAddress }: SignInAttempt): Promise<string> => {
    const account = await findAccount(db, email);
    const known = account === null ? null : browsers.recognise(browser, account.id);
    const keys: FailureKeys<keyof typeof LIMITS> =
      known === null ? { perAccount: addressKey(email), perIp: remoteAddress } : { perBrowser: known };
    const retryAfterMs = await limits.begin(keys);
    if (retryAfterMs !== null) throw tooManyAttempts(retryAfterMs);
    const fits = await passwords.matches(account?.passwordHash ?? null, password);
    if (account !== null && fits) {
      await limits.succeeded(keys);
      return account.id;
    }
    if (account !== null) await auditRefusal(writePath, account.id, remoteAddress);
    throw wrongSignIn();
  };
  return (given) => inTurn(() => attempt(given));
}

interface Account {
  readonly id: string;
  readonly passwordHash: string;
}

async function findAccount(db: Kysely<Tables>, email: string): Promise<Account | null> {
  const row = await db
    .selectFrom('administrators')
    .select(['id', 'passwordHash'])
    .where('emailKey', '=', addressKey(email))
    .executeTakeFirst();
  return row ?? null;
}

/** Of accounts that exist only, whose limits bound how many rows a stranger can make. */
function auditRefusal(writePath: WritePath, id: string, remoteAddress: string): Promise<void> {
  return writePath.transact((unit) =>
    unit.audit({
      service: 'access',
      actor: 'service',
      action: 'administrator.sign-in-refused',
      target: id,
      detail: { remoteAddress },
    }),
  );
}
