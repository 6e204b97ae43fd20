/** Signs in with address and password. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import type { FactorChallenge } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { useProblemWords } from '../frame/problem-notice.tsx';
import type { FrontDoor } from '../session/front-door.ts';
import { useSession, useSessionState } from '../session/session-context.tsx';

interface PasswordFormProps {
  readonly door: Pick<FrontDoor, 'signIn'>;
  readonly onAsked: (asked: FactorChallenge) => void;
}

export function PasswordForm({ door, onAsked }: PasswordFormProps) {
  const t = useText();
  const { signIn } = useSession();
  const { step } = useSessionState();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const busy = asking || step === 'signing-in';
  const ask = async () => {
    setAsking(true);
    const answer = await door.signIn({ email: email.trim(), password });
    setAsking(false);
    if (!answer.ok) setProblem(answer.problem);
    else if (answer.value.kind === 'second-step') onAsked(answer.value.asked);
    else await signIn(answer.value);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void ask();
  };
  return (
    <form onSubmit={submit}>
      <Field label={t('console.signIn.email')}>
        <Input
          type="email"
          autoFocus
          autoComplete="username"
          value={email}
          onChange={(_, { value }) => setEmail(value)}
        />
      </Field>
      <Field label={t('console.signIn.password')}>
        <Input
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(_, { value }) => setPassword(value)}
        />
      </Field>
      <Standing problem={problem} />
      <Button
        type="submit"
        appearance="primary"
        size="large"
        disabled={busy || email.trim() === '' || password === ''}
      >
        {t(busy ? 'console.signIn.busy' : 'console.signIn.action')}
      </Button>
    </form>
  );
}

/** What the last try came to, or why one is here again. */
function Standing({ problem }: { readonly problem: RestProblem | null }) {
  const t = useText();
  const words = useProblemWords();
  const state = useSessionState();
  const left = state.step === 'signed-out' ? state.problem : null;
  if (problem !== null) {
    return (
      <MessageBar tone="bad" role="alert">
        {words(problem)}
      </MessageBar>
    );
  }
  if (left === null) return null;
  return (
    <MessageBar tone="warn" role="status">
      {left.kind === 'unauthorised' ? t('console.signIn.ended') : words(left)}
    </MessageBar>
  );
}
