/** Signing in to the console: one answer for every failure, and limits that keep guesses out but not the administrator (G42). */
import type { Kysely } from 'kysely';
import type { PasswordDoor } from '../guessing/password-door.ts';
import type { SignInRecord } from '../guessing/sign-in-record.ts';
import { addressKey } from '../people/addresses.ts';
import { tooManyAttempts, wrongSignIn } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';
import type { KnownBrowsers } from './known-browsers.ts';

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
  readonly passwordDoor: PasswordDoor;
  readonly signIns: Pick<SignInRecord, 'note'>;
  readonly browsers: KnownBrowsers;
}

/**
 * Strangers share the places of the account and of their network; a browser that this administrator used before has
 * places of its own, which no stranger can use up (OWASP, "device cookies").
 */
export function createAdministratorSignIn({
  db,
  passwordDoor,
  signIns,
  browsers,
}: Needs): AdministratorSignIn {
  return async ({ email, password, browser, remoteAddress }) => {
    const account = await findAccount(db, email);
    const verdict = await passwordDoor.try({
      subject: account === null ? `no-administrator:${addressKey(email)}` : `administrator:${account.id}`,
      stored: account?.passwordHash ?? null,
      browser: account === null ? null : browsers.recognise(browser, account.id),
      password,
      remoteAddress,
    });
    signIns.note({ who: 'administrator', account, outcome: verdict.kind, remoteAddress });
    if (verdict.kind === 'limited') throw tooManyAttempts(verdict.retryAfterMs);
    if (verdict.kind === 'wrong' || account === null) throw wrongSignIn();
    return account.id;
  };
}

interface Account {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
}

async function findAccount(db: Kysely<Tables>, email: string): Promise<Account | null> {
  const row = await db
    .selectFrom('administrators')
    .select(['id', 'email', 'passwordHash'])
    .where('emailKey', '=', addressKey(email))
    .executeTakeFirst();
  return row ?? null;
}
