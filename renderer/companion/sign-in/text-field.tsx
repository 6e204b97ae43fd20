/** A labelled field with its problem in place. */
import { Field, Input } from '@fluentui/react-components';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'url';
  readonly hint?: string;
  readonly autoComplete?: string;
  readonly readOnly?: boolean;
}

export function TextField({
  label,
  value,
  problem,
  onChange,
  type = 'text',
  hint,
  autoComplete,
  readOnly = false,
}: TextFieldProps) {
  return (
    <Field
      label={label}
      validationState={problem === null ? 'none' : 'error'}
      validationMessage={problem}
      {...(hint === undefined ? {} : { hint })}
    >
      <Input
        type={type}
        size="large"
        value={value}
        autoComplete={autoComplete}
        readOnly={readOnly}
        spellCheck={false}
        onChange={(_, typed) => onChange(typed.value)}
      />
    </Field>
  );
}
