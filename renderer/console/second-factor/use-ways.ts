/** In which of the ways that are open one shows who one is: the surest first, and none that this browser has not. */
import { useState } from 'react';
import type { FactorChallenge, ProofKind } from '../../../shared/http/second-factor.ts';
import { browserHasPasskeys } from './browser-passkeys.ts';

export interface Ways {
  readonly kinds: readonly ProofKind[];
  /** null: none is open here. */
  readonly kind: ProofKind | null;
  readonly choose: (kind: ProofKind) => void;
}

export function useWays(asked: Pick<FactorChallenge, 'kinds'> | null): Ways {
  const [chosen, choose] = useState<ProofKind | null>(null);
  const kinds = (asked?.kinds ?? []).filter((kind) => kind !== 'passkey' || browserHasPasskeys());
  return { kinds, kind: chosen ?? kinds[0] ?? null, choose };
}
