/** Challenges: each says that a password was right, for one purpose, once, for five minutes and a few tries. */
import type { Kysely } from 'kysely';
import { fromMs, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { conflict, type Refusal } from '../../refusal.ts';
import type { Chance } from '../../storage/chance.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Unit, WritePath } from '../../storage/write-path.ts';
import { hashOf, SECRET_BYTES } from '../secrets.ts';
import type { ChallengePurpose } from '../tables.ts';

const CHALLENGE_MS = 5 * MINUTE_MS;
/** Of one password: whoever fails so often has no phone that shows codes. */
export const TRIES_PER_CHALLENGE = 5;

export interface OpenChallenge {
  readonly challenge: string;
  readonly expiresAt: string;
}

export interface FoundChallenge {
  readonly challengeHash: string;
  readonly administratorId: string;
  readonly newSecret: string | null;
}

export interface Challenges {
  readonly open: (
    administratorId: string,
    purpose: ChallengePurpose,
    newSecret?: string,
  ) => Promise<OpenChallenge>;
  /** Throws a `Refusal` (conflict) when it is none, is of another purpose or administrator, is over, or was answered. */
  readonly find: (
    db: Kysely<Tables>,
    challenge: string,
    purpose: ChallengePurpose,
  ) => Promise<FoundChallenge>;
  readonly close: (unit: Unit, found: FoundChallenge) => Promise<void>;
  readonly failed: (unit: Unit, found: FoundChallenge) => Promise<void>;
}

interface Needs {
  readonly writePath: WritePath;
  readonly chance: Chance;
  /** The computer's clock, as for sessions. */
  readonly nowMs: () => number;
}

export function challengeOver(): Refusal {
  return conflict('challenge-over', 'this is not asked any more: start again');
}

export function createChallenges({ writePath, chance, nowMs }: Needs): Challenges {
  const oldest = (): string => fromMs(nowMs() - CHALLENGE_MS);
  return {
    open: (administratorId, purpose, newSecret) =>
      writePath.transact(async ({ db }) => {
        await db.deleteFrom('factorChallenges').where('createdAt', '<=', oldest()).execute();
        const challenge = chance.token(SECRET_BYTES);
        await db
          .insertInto('factorChallenges')
          .values({
            challengeHash: hashOf(challenge),
            administratorId,
            purpose,
            newSecret: newSecret ?? null,
            failures: 0,
            createdAt: fromMs(nowMs()),
          })
          .execute();
        return { challenge, expiresAt: fromMs(nowMs() + CHALLENGE_MS) };
      }),
    async find(db, challenge, purpose) {
      const found = await db
        .selectFrom('factorChallenges')
        .select(['challengeHash', 'administratorId', 'newSecret'])
        .where('challengeHash', '=', hashOf(challenge))
        .where('purpose', '=', purpose)
        .where('createdAt', '>', oldest())
        .where('failures', '<', TRIES_PER_CHALLENGE)
        .executeTakeFirst();
      if (found === undefined) throw challengeOver();
      return found;
    },
    async close({ db }, { challengeHash }) {
      await db.deleteFrom('factorChallenges').where('challengeHash', '=', challengeHash).execute();
    },
    async failed({ db }, { challengeHash }) {
      await db
        .updateTable('factorChallenges')
        .set((row) => ({ failures: row('failures', '+', 1) }))
        .where('challengeHash', '=', challengeHash)
        .execute();
    },
  };
}
