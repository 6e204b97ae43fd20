/** What became of every try to sign in with a password: counted for the metrics, and failures told to whoever keeps them. */
import { createEmitter, type Emitter } from '../../shared/lib/emitter.ts';
import type { Verdict } from './password-door.ts';

export type SigningIn = 'person' | 'administrator';

export interface FailedSignIn {
  readonly who: SigningIn;
  /** null: nobody has that address. It is not told: people type passwords there too. */
  readonly account: { readonly id: string; readonly email: string } | null;
  readonly outcome: 'wrong' | 'limited';
  readonly remoteAddress: string;
}

export type SignInCounts = Readonly<Record<SigningIn, Readonly<Record<Verdict['kind'], number>>>>;

export interface SignInRecord {
  readonly counts: SignInCounts;
  readonly failures: Pick<Emitter<FailedSignIn>, 'subscribe'>;
  readonly note: (attempt: Omit<FailedSignIn, 'outcome'> & { readonly outcome: Verdict['kind'] }) => void;
}

export function createSignInRecord(): SignInRecord {
  const failures = createEmitter<FailedSignIn>();
  const counts = {
    person: { right: 0, wrong: 0, limited: 0 },
    administrator: { right: 0, wrong: 0, limited: 0 },
  };
  return {
    counts,
    failures,
    note({ outcome, ...attempt }) {
      counts[attempt.who][outcome] += 1;
      if (outcome === 'right') return;
      const { who, account, remoteAddress } = attempt;
      // The rows of the callers hold their password's hash too.
      const told = account === null ? null : { id: account.id, email: account.email };
      failures.emit({ who, account: told, outcome, remoteAddress });
    },
  };
}
