/** Signs in with the service's own token, or with an API token. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { useText } from '../../text/text-root.tsx';
import { useProblemWords } from '../frame/problem-notice.tsx';
import { useSession, useSessionState } from '../session/session-context.tsx';

export function TokenForm() {
  const t = useText();
  const words = useProblemWords();
  const { signIn } = useSession();
  const state = useSessionState();
  const [token, setToken] = useState('');
  const problem = state.step === 'signed-out' ? state.problem : null;
  const refusal =
    problem === null ? {} : { validationState: 'error' as const, validationMessage: words(problem) };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void signIn({ kind: 'token', token: token.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Field label={t('console.signIn.token')} hint={t('console.signIn.hint')} {...refusal}>
        <Input
          type="password"
          autoFocus
          autoComplete="off"
          value={token}
          onChange={(_, { value }) => setToken(value)}
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
    </form>
  );
}
