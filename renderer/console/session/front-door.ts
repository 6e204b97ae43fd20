/** What the console asks before anybody is signed in: whether to set up, and to be let in. */
import { z } from 'zod';
import {
  sessionViewSchema,
  setupViewSchema,
  whoAmISchema,
  type SessionView,
  type SetupInput,
  type SignInInput,
} from '../../../shared/http/access.ts';
import {
  factorChallengeSchema,
  type FactorChallenge,
  type FactorProof,
} from '../../../shared/http/second-factor.ts';
import { createRestClient } from '../api/rest-client.ts';
import type { Credentials, RestAnswer } from '../api/rest-types.ts';

/** The password was right, and more is asked. */
export interface SecondStep {
  readonly kind: 'second-step';
  readonly asked: FactorChallenge;
}

export interface FrontDoor {
  /** Whether the first administrator has still to be made; false where that cannot be known. */
  readonly setupNeeded: () => Promise<boolean>;
  readonly signIn: (given: SignInInput) => Promise<RestAnswer<Credentials | SecondStep>>;
  readonly prove: (proof: FactorProof) => Promise<RestAnswer<Credentials>>;
  readonly setUp: (given: SetupInput) => Promise<RestAnswer<Credentials>>;
  /** null: the browser holds no session that still goes on. */
  readonly resume: () => Promise<Credentials | null>;
  /** Nobody comes in before the one that leaves is gone: the answer to that takes cookies away, whosever they are by then. */
  readonly leave: (gone: Promise<unknown>) => void;
}

export function createFrontDoor(): FrontDoor {
  const { get, post } = createRestClient({
    credentials: () => ({ kind: 'none' }),
    heard: () => undefined,
    unauthorised: () => undefined,
  });
  let leaving: Promise<unknown> = Promise.resolve();
  return {
    leave(gone) {
      leaving = gone;
    },
    async setupNeeded() {
      const answer = await get('/setup', setupViewSchema);
      return answer.ok && answer.value.needed;
    },
    async signIn(given) {
      await leaving;
      const answer = await post('/session', given, z.union([sessionViewSchema, factorChallengeSchema]));
      if (!answer.ok) return answer;
      const { value } = answer;
      if ('challenge' in value) return { ok: true, value: { kind: 'second-step', asked: value } };
      return withSession({ ok: true, value });
    },
    prove: async (proof) => withSession(await post('/session/second-factor', proof, sessionViewSchema)),
    setUp: async (given) => withSession(await post('/setup', given, sessionViewSchema)),
    async resume() {
      const answer = await get('/session', whoAmISchema);
      const csrfToken = answer.ok ? answer.value.csrfToken : null;
      return csrfToken === null ? null : { kind: 'session', csrfToken };
    },
  };
}

function withSession(answer: RestAnswer<SessionView>): RestAnswer<Credentials> {
  if (!answer.ok) return answer;
  return { ok: true, value: { kind: 'session', csrfToken: answer.value.csrfToken } };
}
