/** The other ways in which one can show who one is. */
import type { ProofKind } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import type { Ways } from './use-ways.ts';

const WORDS = { passkey: 'withPasskey', totp: 'withApp', 'recovery-code': 'withRecovery' } as const;

export function OtherWays({ kinds, kind: chosen, choose }: Ways) {
  const t = useText();
  const others: readonly ProofKind[] = kinds.filter((kind) => kind !== chosen);
  return others.map((kind) => (
    <button key={kind} type="button" className="other-way" onClick={() => choose(kind)}>
      {t(`console.secondFactor.${WORDS[kind]}`)}
    </button>
  ));
}
