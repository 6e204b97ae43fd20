/** Asks for password and second factor before something that weakens them, and then does it. */
import { Button } from '@fluentui/react-components';
import { useId, useState, type SyntheticEvent } from 'react';
import {
  factorChallengeSchema,
  type FactorChange,
  type ProofKind,
} from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { RestAnswer, RestProblem } from '../api/rest-types.ts';
import { CurrentPassword } from '../frame/current-password.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { CodeField } from './code-field.tsx';
import '../frame/dialog-form.css';
import './second-factor.css';

interface ProveAgainProps {
  readonly title: string;
  readonly help: string;
  readonly action: string;
  readonly run: (change: FactorChange) => Promise<RestAnswer<unknown>>;
  readonly onClose: () => void;
}

export function ProveAgain({ title, help, action, run, onClose }: ProveAgainProps) {
  const t = useText();
  const form = useId();
  const { problem, busy, send } = useProof(run);
  const [currentPassword, setCurrentPassword] = useState('');
  const [code, setCode] = useState('');
  const [kind, setKind] = useState<ProofKind>('totp');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void send(currentPassword, kind, code);
  };
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.secondFactor.cancel')}</Button>
          <Button
            appearance="primary"
            type="submit"
            form={form}
            disabledFocusable={busy || currentPassword === '' || code === ''}
          >
            {action}
          </Button>
        </>
      }
    >
      <p>{help}</p>
      <form id={form} noValidate className="stacked-form" onSubmit={submit}>
        <CurrentPassword
          hint={t('console.secondFactor.proofHelp')}
          problem={problem}
          value={currentPassword}
          onValue={setCurrentPassword}
        />
        <CodeField
          label={t(`console.secondFactor.${kind === 'totp' ? 'stepCode' : 'stepRecovery'}`)}
          problem={problem}
          value={code}
          digits={kind === 'totp'}
          onValue={setCode}
        />
        <ProblemNotice problem={besidesFields(problem)} />
        <Button appearance="transparent" onClick={() => setKind(kind === 'totp' ? 'recovery-code' : 'totp')}>
          {t(`console.secondFactor.${kind === 'totp' ? 'withRecovery' : 'withApp'}`)}
        </Button>
      </form>
    </Modal>
  );
}

/** Each try is an answer to a challenge of its own. */
function useProof(run: ProveAgainProps['run']) {
  const { client } = useSignedIn();
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (currentPassword: string, kind: ProofKind, code: string): Promise<void> => {
    setBusy(true);
    const asked = await client.post('/session/second-factor/challenge', {}, factorChallengeSchema);
    const answer = asked.ok
      ? await run({ currentPassword, proof: { challenge: asked.value.challenge, kind, code } })
      : asked;
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
  };
  return { problem, busy, send };
}
