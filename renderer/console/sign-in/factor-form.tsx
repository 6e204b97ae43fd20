/** The second step of signing in: a passkey, a code of the app, or a recovery code. */
import { Button } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import type { FactorChallenge } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { stopAsking } from '../second-factor/browser-passkeys.ts';
import { OtherWays } from '../second-factor/other-ways.tsx';
import { PasskeyNotice } from '../second-factor/passkey-notice.tsx';
import { ProofField } from '../second-factor/proof-field.tsx';
import { usePasskey } from '../second-factor/use-passkey.ts';
import { proofOf } from '../second-factor/use-proof.ts';
import { useWays } from '../second-factor/use-ways.ts';
import type { FrontDoor } from '../session/front-door.ts';
import { useSession } from '../session/session-context.tsx';
import '../second-factor/second-factor.css';

interface FactorFormProps {
  readonly door: Pick<FrontDoor, 'prove'>;
  readonly asked: FactorChallenge;
}

export function FactorForm({ door, asked }: FactorFormProps) {
  const { signIn } = useSession();
  const { kinds, kind, choose } = useWays(asked);
  const { standing, ask, forget } = usePasskey();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const [asking, setAsking] = useState(false);
  const prove = async (): Promise<void> => {
    if (kind === null) return;
    setAsking(true);
    setProblem(null);
    const proof = await proofOf(asked, kind, code, ask);
    const answer = proof === null ? null : await door.prove(proof);
    setAsking(false);
    if (answer?.ok === true) await signIn(answer.value);
    else setProblem(answer?.problem ?? null);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void prove();
  };
  return (
    <form noValidate onSubmit={submit}>
      <ProofField kind={kind} problem={problem} code={code} autoFocus onCode={setCode} />
      <PasskeyNotice standing={standing} />
      <ProblemNotice problem={besidesFields(problem)} />
      {kind !== null && (
        <Send
          isPasskey={kind === 'passkey'}
          isWaiting={standing.kind === 'waiting'}
          isBusy={asking}
          isReady={kind === 'passkey' || code.trim() !== ''}
        />
      )}
      {kind !== null && standing.kind !== 'waiting' && (
        <OtherWays
          {...{ kinds, kind }}
          choose={(other) => {
            choose(other);
            setCode('');
            setProblem(null);
            forget();
          }}
        />
      )}
    </form>
  );
}

interface SendProps {
  readonly isPasskey: boolean;
  readonly isWaiting: boolean;
  readonly isBusy: boolean;
  readonly isReady: boolean;
}

function Send({ isPasskey, isWaiting, isBusy, isReady }: SendProps) {
  const t = useText();
  if (isWaiting) {
    return (
      <Button size="large" onClick={stopAsking}>
        {t('console.secondFactor.stopWaiting')}
      </Button>
    );
  }
  const idle = isPasskey ? 'console.secondFactor.usePasskey' : 'console.signIn.action';
  return (
    <Button
      key={String(isPasskey)}
      type="submit"
      appearance="primary"
      size="large"
      autoFocus={isPasskey}
      disabled={isBusy || !isReady}
    >
      {t(isBusy ? 'console.signIn.busy' : idle)}
    </Button>
  );
}
