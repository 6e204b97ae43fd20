/** The second step of an authenticator app: the key, and a code that it makes. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { enrolledSchema, type NewTotp } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { RefusableField } from '../frame/refusable-field.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { useDeed } from '../frame/use-deed.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { CodeField } from './code-field.tsx';
import { QrCode } from './qr-code.tsx';

interface ScanAppProps {
  /** The button that gives up, where one can. */
  readonly cancel: ReactNode;
  readonly begun: NewTotp;
  readonly onOver: () => void;
  readonly onEnrolled: (recoveryCodes: readonly string[] | null) => void;
}

export function ScanApp({ cancel, begun, onOver, onEnrolled }: ScanAppProps) {
  const t = useText();
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed();
  const [name, setName] = useState<string>(t('console.secondFactor.defaultName'));
  const [code, setCode] = useState('');
  const confirm = async (): Promise<void> => {
    const body = { challenge: begun.challenge, code, name };
    const done = await run(() => client.post('/session/second-factor/totp/confirm', body, enrolledSchema));
    if (done !== null) onEnrolled(done.value.recoveryCodes);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void confirm();
  };
  const isOver = problem?.code === 'challenge-over';
  return (
    <form noValidate className="stacked-form" onSubmit={submit}>
      <p>{t('console.secondFactor.scan')}</p>
      <QrCode text={begun.address} label={t('console.secondFactor.picture')} />
      <Field label={t('console.secondFactor.secret')}>
        <output className="factor-key">{begun.secret.replace(/.{4}(?=.)/gu, '$& ')}</output>
      </Field>
      <RefusableField
        label={t('console.secondFactor.name')}
        hint={t('console.secondFactor.nameHint')}
        problem={problem}
        pointer="/name"
      >
        <Input value={name} onChange={(_, { value }) => setName(value)} />
      </RefusableField>
      <CodeField
        label={t('console.secondFactor.code')}
        problem={problem}
        value={code}
        autoFocus
        digits
        onValue={setCode}
      />
      <ProblemNotice problem={besidesFields(problem)} />
      <div className="record-form__foot">
        {cancel}
        {isOver ? (
          <Button onClick={onOver}>{t('console.secondFactor.back')}</Button>
        ) : (
          <Button appearance="primary" type="submit" disabledFocusable={busy || code === ''}>
            {t('console.secondFactor.confirm')}
          </Button>
        )}
      </div>
    </form>
  );
}
