/** Locked: what is kept needs the passphrase before anything can be read. */
import { Button } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import { MessageBar } from '../../ui/message-bar.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';
import { PasswordField } from './password-field.tsx';
import { Welcome } from './welcome.tsx';

export function LockedPage() {
  const t = useText();
  const { passphrase, type, problem, working, submit } = useUnlock();
  return (
    <Welcome title={t('signIn.locked.title')} lead={t('signIn.locked.lead')}>
      <form className="sign-in__form" noValidate onSubmit={submit}>
        <PasswordField
          label={t('signIn.locked.passphrase')}
          value={passphrase}
          problem={problem?.inField === true ? problem.words : null}
          onChange={type}
          autoComplete="current-password"
        />
        {problem?.inField === false && (
          <MessageBar tone="bad" role="alert">
            {problem.words}
          </MessageBar>
        )}
        <Button appearance="primary" size="large" type="submit" disabledFocusable={working}>
          {working ? t('signIn.locked.working') : t('signIn.locked.submit')}
        </Button>
      </form>
      <p className="sign-in__demo">{t('signIn.locked.forgotten')}</p>
    </Welcome>
  );
}

interface UnlockProblem {
  readonly words: string;
  readonly inField: boolean;
}

function useUnlock() {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<UnlockProblem | null>(null);
  const [working, setWorking] = useState(false);
  const unlock = async (): Promise<void> => {
    setWorking(true);
    const answer = await call('session.unlock', { passphrase });
    setWorking(false);
    if (answer.ok) return;
    const words = callProblemWords(answer.problem, t, formats);
    setProblem({ words, inField: answer.problem.field === 'passphrase' });
  };
  return {
    passphrase,
    problem,
    working,
    type: (typed: string) => {
      setPassphrase(typed);
      setProblem(null);
    },
    submit: (submitted: SubmitEvent) => {
      submitted.preventDefault();
      if (working) return;
      if (passphrase === '') setProblem({ words: t('signIn.locked.empty'), inField: true });
      else void unlock();
    },
  };
}
