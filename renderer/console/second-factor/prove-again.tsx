/** Asks for password and second factor before something that weakens them, and then does it. */
import { Button } from '@fluentui/react-components';
import { useId, useState, type SyntheticEvent } from 'react';
import type { FactorChange } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { RestAnswer } from '../api/rest-types.ts';
import { CurrentPassword } from '../frame/current-password.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { OtherWays } from './other-ways.tsx';
import { PasskeyNotice } from './passkey-notice.tsx';
import { ProofField } from './proof-field.tsx';
import { useProof } from './use-proof.ts';
import { useWays } from './use-ways.ts';
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
  const { asked, problem, busy, standing, send } = useProof(run);
  const ways = useWays(asked);
  const [currentPassword, setCurrentPassword] = useState('');
  const [code, setCode] = useState('');
  const isReady = currentPassword !== '' && (ways.kind === 'passkey' || code !== '');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (ways.kind !== null) void send(currentPassword, ways.kind, code);
  };
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.secondFactor.cancel')}</Button>
          <Button appearance="primary" type="submit" form={form} disabledFocusable={busy || !isReady}>
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
        {asked !== null && <ProofField kind={ways.kind} problem={problem} code={code} onCode={setCode} />}
        <PasskeyNotice standing={standing} />
        <ProblemNotice problem={besidesFields(problem)} />
        <OtherWays {...ways} />
      </form>
    </Modal>
  );
}
