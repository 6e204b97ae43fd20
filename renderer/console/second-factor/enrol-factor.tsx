/** Sets up a factor: the password, then the app or the passkey, then recovery codes if there were none. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import {
  begunPasskeySchema,
  newTotpSchema,
  type BegunPasskey,
  type NewTotp,
} from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { useSignedIn } from '../session/session-context.tsx';
import { AskPassword } from './ask-password.tsx';
import { MakePasskey } from './make-passkey.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { ScanApp } from './scan-app.tsx';
import '../frame/dialog-form.css';
import './second-factor.css';

export type FactorKind = 'passkey' | 'totp';

type Step =
  | { readonly kind: 'password' }
  | { readonly kind: 'totp'; readonly begun: NewTotp }
  | { readonly kind: 'passkey'; readonly begun: BegunPasskey }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

interface EnrolFactorProps {
  readonly kind: FactorKind;
  /** It counts from then on. */
  readonly onDone: () => void;
  /** Absent: there is nothing to go back to. */
  readonly onCancel?: () => void;
}

export function EnrolFactor({ kind, onDone, onCancel }: EnrolFactorProps) {
  const t = useText();
  const { client } = useSignedIn();
  const [step, setStep] = useState<Step>({ kind: 'password' });
  const cancel = onCancel !== undefined && (
    <Button onClick={onCancel}>{t('console.secondFactor.cancel')}</Button>
  );
  const second = {
    cancel,
    onOver: () => setStep({ kind: 'password' }),
    onEnrolled: (codes: readonly string[] | null) => {
      if (codes === null) onDone();
      else setStep({ kind: 'codes', codes });
    },
  };
  const path = `/session/second-factor/${kind}`;
  switch (step.kind) {
    case 'password':
      return kind === 'totp' ? (
        <AskPassword
          cancel={cancel}
          begin={(currentPassword) => client.post(path, { currentPassword }, newTotpSchema)}
          onBegun={(begun) => setStep({ kind, begun })}
        />
      ) : (
        <AskPassword
          cancel={cancel}
          begin={(currentPassword) => client.post(path, { currentPassword }, begunPasskeySchema)}
          onBegun={(begun) => setStep({ kind, begun })}
        />
      );
    case 'totp':
      return <ScanApp begun={step.begun} {...second} />;
    case 'passkey':
      return <MakePasskey begun={step.begun} {...second} />;
    case 'codes':
      return <RecoveryCodes codes={step.codes} onKept={onDone} />;
  }
}
