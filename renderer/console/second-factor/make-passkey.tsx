/** The second step of a passkey: its name, and the browser that makes it. */
import { Button, Input } from '@fluentui/react-components';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { enrolledSchema, type BegunPasskey } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { RefusableField } from '../frame/refusable-field.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { makePasskey, stopAsking } from './browser-passkeys.ts';
import { PasskeyNotice } from './passkey-notice.tsx';
import { usePasskey } from './use-passkey.ts';

interface MakePasskeyProps {
  /** The button that gives up, where one can. */
  readonly cancel: ReactNode;
  readonly begun: BegunPasskey;
  readonly onOver: () => void;
  readonly onEnrolled: (recoveryCodes: readonly string[] | null) => void;
}

export function MakePasskey({ cancel, begun, onOver, onEnrolled }: MakePasskeyProps) {
  const t = useText();
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed();
  const { standing, ask } = usePasskey();
  const [name, setName] = useState('');
  const isWaiting = standing.kind === 'waiting';
  const make = async (): Promise<void> => {
    const registration = await ask(() => makePasskey(begun.passkey));
    if (registration === null) return;
    const body = { challenge: begun.challenge, registration, name };
    const done = await run(() => client.post('/session/second-factor/passkey/confirm', body, enrolledSchema));
    if (done !== null) onEnrolled(done.value.recoveryCodes);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void make();
  };
  return (
    <form noValidate className="stacked-form" onSubmit={submit}>
      <p>{t('console.secondFactor.passkeyHelp')}</p>
      <RefusableField
        label={t('console.secondFactor.passkeyName')}
        hint={t('console.secondFactor.passkeyNameHint')}
        problem={problem}
        pointer="/name"
      >
        <Input autoFocus value={name} onChange={(_, { value }) => setName(value)} />
      </RefusableField>
      <PasskeyNotice standing={standing} />
      {standing.kind === 'idle' && <ProblemNotice problem={problem} />}
      <div className="record-form__foot">
        {!isWaiting && cancel}
        {problem?.code === 'challenge-over' ? (
          <Button onClick={onOver}>{t('console.secondFactor.back')}</Button>
        ) : (
          <>
            {isWaiting && <Button onClick={stopAsking}>{t('console.secondFactor.stopWaiting')}</Button>}
            <Button
              appearance="primary"
              type="submit"
              disabledFocusable={isWaiting || busy || name.trim() === ''}
            >
              {t('console.secondFactor.makePasskey')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
