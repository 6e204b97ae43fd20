/** What is asked for in one of the ways: a code to type, or a passkey that the browser asks for. */
import type { ProofKind } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { CodeField } from './code-field.tsx';

interface ProofFieldProps {
  /** null: there is no way here. */
  readonly kind: ProofKind | null;
  readonly problem: RestProblem | null;
  readonly code: string;
  readonly autoFocus?: boolean;
  readonly onCode: (code: string) => void;
}

export function ProofField({ kind, problem, code, autoFocus = false, onCode }: ProofFieldProps) {
  const t = useText();
  if (kind === null) return <MessageBar tone="warn">{t('console.secondFactor.noWay')}</MessageBar>;
  if (kind === 'passkey') return <p>{t('console.secondFactor.stepPasskey')}</p>;
  return (
    <CodeField
      key={kind}
      label={t(`console.secondFactor.${kind === 'totp' ? 'stepCode' : 'stepRecovery'}`)}
      problem={problem}
      value={code}
      autoFocus={autoFocus}
      digits={kind === 'totp'}
      onValue={onCode}
    />
  );
}
