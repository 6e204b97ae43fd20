/** Sets up an authenticator app: the password, then the key and a code of it, then recovery codes if there were none. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { enrolledSchema, newTotpSchema, type NewTotp } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { CurrentPassword } from '../frame/current-password.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { RefusableField } from '../frame/refusable-field.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { useDeed } from '../frame/use-deed.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { CodeField } from './code-field.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import '../frame/dialog-form.css';
import './second-factor.css';

type Step =
  | { readonly kind: 'password' }
  | { readonly kind: 'scan'; readonly begun: NewTotp }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

/** `onDone`: it counts from then on. */
export function EnrolApp({ onDone }: { readonly onDone: () => void }) {
  const [step, setStep] = useState<Step>({ kind: 'password' });
  if (step.kind === 'password') return <AskPassword onBegun={(begun) => setStep({ kind: 'scan', begun })} />;
  if (step.kind === 'codes') return <RecoveryCodes codes={step.codes} onKept={onDone} />;
  return (
    <Scan
      begun={step.begun}
      onOver={() => setStep({ kind: 'password' })}
      onEnrolled={(codes) => {
        if (codes === null) onDone();
        else setStep({ kind: 'codes', codes });
      }}
    />
  );
}

function AskPassword({ onBegun }: { readonly onBegun: (begun: NewTotp) => void }) {
  const t = useText();
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed();
  const [currentPassword, setCurrentPassword] = useState('');
  const begin = async (): Promise<void> => {
    const begun = await run(() =>
      client.post('/session/second-factor/totp', { currentPassword }, newTotpSchema),
    );
    if (begun !== null) onBegun(begun.value);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void begin();
  };
  return (
    <form noValidate className="stacked-form" onSubmit={submit}>
      <CurrentPassword problem={problem} value={currentPassword} onValue={setCurrentPassword} />
      <ProblemNotice problem={besidesFields(problem)} />
      <div className="record-form__foot">
        <Button appearance="primary" type="submit" disabledFocusable={busy || currentPassword === ''}>
          {t('console.secondFactor.begin')}
        </Button>
      </div>
    </form>
  );
}

interface ScanProps {
  readonly begun: NewTotp;
  readonly onOver: () => void;
  readonly onEnrolled: (recoveryCodes: readonly string[] | null) => void;
}

function Scan({ begun, onOver, onEnrolled }: ScanProps) {
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
