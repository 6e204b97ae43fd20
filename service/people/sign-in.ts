/** Signing in with address and cloud password: one answer for every failure, and limits on failures (security, G42). */
import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Tables } from '../storage/tables.ts';
import { addressKey, ownerOf } from './addresses.ts';
import { createFailureLimits } from './failure-limits.ts';
import type { Passwords } from './passwords.ts';
import { createTurns } from './run-in-turn.ts';

/** Failures, not successes: five per address in 10 minutes, 20 per hour from one IP address. */
const SIGN_IN_LIMITS = {
  perAddress: { count: 5, perMs: 10 * MINUTE_MS },
  perIp: { count: 20, perMs: HOUR_MS },
} as const;

export interface SignedIn {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
}

export type SignInAnswer =
  | { readonly kind: 'signed-in'; readonly person: SignedIn }
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many-attempts'; readonly retryAfterMs: number };

export interface SignIn {
  readonly attempt: (address: string, password: string, remoteAddress: string) => Promise<SignInAnswer>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly passwords: Passwords;
  /** Keys the memory of passwords that were right; made anew at every start. */
  readonly memoryKey: string;
  readonly monotonicMs: () => number;
}

/** Attempts at the same time: what is under way counts as failed, so many at once would block each other. */
const AT_A_TIME = 2;

export function createSignIn({ db, passwords, memoryKey, monotonicMs }: Needs): SignIn {
  const limits = createFailureLimits(SIGN_IN_LIMITS);
  const right = createRightPasswords(memoryKey, monotonicMs);
  const inTurn = createTurns(AT_A_TIME);
  const attempt = async (address: string, password: string, remoteAddress: string): Promise<SignInAnswer> => {
    const person = await findPerson(db, address);
    const hash = person?.passwordHash ?? null;
    if (person !== null && hash !== null && right.knows(hash, password)) return signedIn(person);
    const keys = { perAddress: addressKey(address), perIp: remoteAddress };
    const retryAfterMs = await limits.begin(keys);
    if (retryAfterMs !== null) return { kind: 'too-many-attempts', retryAfterMs };
    const fits = await passwords.matches(hash, password);
    if (!fits || person === null) return { kind: 'refused' };
    await limits.succeeded(keys);
    if (hash !== null) right.remember(hash, password);
    return signedIn(person);
  };
  return {
    attempt: (address, password, remoteAddress) => inTurn(() => attempt(address, password, remoteAddress)),
  };
}

interface PersonRow extends SignedIn {
  readonly passwordHash: string | null;
}

async function findPerson(db: Kysely<Tables>, address: string): Promise<PersonRow | null> {
  const owner = await ownerOf(db, address);
  const id = owner?.kind === 'person' ? owner.id : '';
  const row = await db
    .selectFrom('people')
    .select(['id', 'email', 'displayName', 'passwordHash'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

function signedIn({ id, email, displayName }: PersonRow): SignInAnswer {
  return { kind: 'signed-in', person: { id, email, displayName } };
}

/** A mail client sends its password with every request; hashing each would cost a core. */
const REMEMBERED_MS = 5 * MINUTE_MS;
const REMEMBERED = 10_000;

interface RightPasswords {
  readonly knows: (passwordHash: string, password: string) => boolean;
  readonly remember: (passwordHash: string, password: string) => void;
}

/** Keeps keyed digests, not passwords; a changed password has another hash, and so is not remembered. */
function createRightPasswords(memoryKey: string, monotonicMs: () => number): RightPasswords {
  const until = new Map<string, number>();
  const digest = (passwordHash: string, password: string): string =>
    createHmac('sha256', memoryKey).update(`${passwordHash}\n${password}`).digest('base64url');
  return {
    knows: (passwordHash, password) => (until.get(digest(passwordHash, password)) ?? 0) > monotonicMs(),
    remember(passwordHash, password) {
      const [oldest] = until.keys();
      if (until.size >= REMEMBERED && oldest !== undefined) until.delete(oldest);
      until.set(digest(passwordHash, password), monotonicMs() + REMEMBERED_MS);
    },
  };
}
