/** A field for a secret, which can be shown to check what was typed. */
import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useText } from '../../text/text-root.tsx';
import type { TextFieldProps } from './text-field.tsx';

export function PasswordField({ label, value, problem, onChange, hint, autoComplete }: TextFieldProps) {
  const t = useText();
  const [shown, show] = useState(false);
  return (
    <Field
      label={label}
      validationState={problem === null ? 'none' : 'error'}
      validationMessage={problem}
      {...(hint === undefined ? {} : { hint })}
    >
      <Input
        type={shown ? 'text' : 'password'}
        size="large"
        value={value}
        autoComplete={autoComplete}
        spellCheck={false}
        onChange={(_, typed) => onChange(typed.value)}
        contentAfter={
          <button type="button" className="sign-in__show" aria-pressed={shown} onClick={() => show(!shown)}>
            {shown ? t('signIn.hidePassword') : t('signIn.showPassword')}
          </button>
        }
      />
    </Field>
  );
}
