/** Asks for the administrator token. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { useText } from '../../text/text-root.tsx';
import { BrandMark } from '../../ui/brand-mark.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { useSession, useSessionState } from '../session/session-context.tsx';
import './sign-in.css';

export function SignInPage() {
  const t = useText();
  const { signIn } = useSession();
  const state = useSessionState();
  const [token, setToken] = useState('');
  const problem = state.step === 'signed-out' ? state.problem : null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void signIn({ kind: 'token', token: token.trim() });
  };
  return (
    <main className="console-sign-in">
      <form onSubmit={submit}>
        <BrandMark size={40} />
        <h1>{t('console.signIn.title')}</h1>
        <p>{t('console.signIn.lead')}</p>
        <Field label={t('console.signIn.token')} {...validation(problem, t)}>
          <Input
            type="password"
            autoFocus
            autoComplete="off"
            value={token}
            onChange={(_, data) => setToken(data.value)}
          />
        </Field>
        <Button
          type="submit"
          appearance="primary"
          size="large"
          disabled={token.trim() === '' || state.step === 'signing-in'}
        >
          {t(state.step === 'signing-in' ? 'console.signIn.busy' : 'console.signIn.action')}
        </Button>
        <p className="console-sign-in__hint">{t('console.signIn.hint')}</p>
      </form>
    </main>
  );
}

function validation(problem: RestProblem | null, t: ReturnType<typeof useText>) {
  if (problem === null) return {};
  return { validationState: 'error' as const, validationMessage: t(`console.problems.${problem.kind}`) };
}
