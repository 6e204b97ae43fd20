/** Changes the own password; every other session ends, this one goes on. */
import { Field, Input } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { MIN_ADMINISTRATOR_PASSWORD_CHARACTERS, sessionViewSchema } from '../../../shared/http/access.ts';
import { useText } from '../../text/text-root.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { CurrentPassword } from '../frame/current-password.tsx';
import { NewPassword } from '../frame/new-password.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { useSession, useSignedIn } from '../session/session-context.tsx';
import { ChangeFoot } from './change-foot.tsx';
import '../frame/dialog-form.css';

interface Given {
  readonly currentPassword: string;
  readonly password: string;
  readonly repeated: string;
}

const NOTHING: Given = { currentPassword: '', password: '', repeated: '' };

export function ChangePassword() {
  const t = useText();
  const { client } = useSignedIn();
  const { renew } = useSession();
  const { run, problem, busy } = useDeed('audit');
  const [given, setGiven] = useState(NOTHING);
  const [step, setStep] = useState<'open' | 'differs' | 'done'>('open');
  const send = async (): Promise<void> => {
    const { currentPassword, password } = given;
    const answer = await run(() =>
      renew(async () => {
        const body = { currentPassword, password };
        const changed = await client.put('/session/password', body, sessionViewSchema);
        if (!changed.ok) return changed;
        return { ok: true, value: { kind: 'session', csrfToken: changed.value.csrfToken } };
      }),
    );
    if (answer === null) return;
    setGiven(NOTHING);
    setStep('done');
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (given.password === given.repeated) void send();
    else setStep('differs');
  };
  return (
    <form noValidate className="stacked-form" onSubmit={submit}>
      <Passwords
        given={given}
        problem={problem}
        differs={step === 'differs'}
        change={(changed) => {
          setGiven({ ...given, ...changed });
          setStep('open');
        }}
      />
      <ChangeFoot
        action={t('console.account.change')}
        isReady={!busy && !Object.values(given).includes('')}
        problem={problem}
        done={step === 'done' ? t('console.account.changed') : null}
      />
    </form>
  );
}

interface PasswordsProps {
  readonly given: Given;
  readonly problem: RestProblem | null;
  /** The repetition is another one. */
  readonly differs: boolean;
  readonly change: (changed: Partial<Given>) => void;
}

function Passwords({ given, problem, differs, change }: PasswordsProps) {
  const t = useText();
  const repetition = differs
    ? { validationState: 'error' as const, validationMessage: t('console.account.differs') }
    : {};
  return (
    <>
      <CurrentPassword
        problem={problem}
        value={given.currentPassword}
        onValue={(currentPassword) => change({ currentPassword })}
      />
      <NewPassword
        label={t('console.account.new')}
        hint={t('console.account.newHint', { count: MIN_ADMINISTRATOR_PASSWORD_CHARACTERS })}
        problem={problem}
        value={given.password}
        onValue={(password) => change({ password })}
      />
      <Field label={t('console.account.repeat')} {...repetition}>
        <Input
          type="password"
          autoComplete="new-password"
          value={given.repeated}
          onChange={(_, { value }) => change({ repeated: value })}
        />
      </Field>
    </>
  );
}
