/** The second step of signing in: a code of the app, or a recovery code. */
import { Button } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import type { FactorChallenge, ProofKind } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { CodeField } from '../second-factor/code-field.tsx';
import type { FrontDoor } from '../session/front-door.ts';
import { useSession } from '../session/session-context.tsx';
import '../second-factor/second-factor.css';

interface FactorFormProps {
  readonly door: Pick<FrontDoor, 'prove'>;
  readonly asked: FactorChallenge;
}

export function FactorForm({ door, asked: { challenge, kinds } }: FactorFormProps) {
  const t = useText();
  const { signIn } = useSession();
  const [kind, setKind] = useState<ProofKind>('totp');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const [asking, setAsking] = useState(false);
  const other = kind === 'totp' ? 'recovery-code' : 'totp';
  const ask = async (): Promise<void> => {
    setAsking(true);
    const answer = await door.prove({ challenge, kind, code });
    setAsking(false);
    if (answer.ok) await signIn(answer.value);
    else setProblem(answer.problem);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void ask();
  };
  return (
    <form noValidate onSubmit={submit}>
      <CodeField
        key={kind}
        label={t(`console.secondFactor.${kind === 'totp' ? 'stepCode' : 'stepRecovery'}`)}
        problem={problem}
        value={code}
        autoFocus
        digits={kind === 'totp'}
        onValue={setCode}
      />
      <ProblemNotice problem={besidesFields(problem)} />
      <Button type="submit" appearance="primary" size="large" disabled={asking || code.trim() === ''}>
        {t(asking ? 'console.signIn.busy' : 'console.signIn.action')}
      </Button>
      {kinds.includes(other) && (
        <button
          type="button"
          className="console-sign-in__other"
          onClick={() => {
            setKind(other);
            setCode('');
            setProblem(null);
          }}
        >
          {t(`console.secondFactor.${kind === 'totp' ? 'withRecovery' : 'withApp'}`)}
        </button>
      )}
    </form>
  );
}
