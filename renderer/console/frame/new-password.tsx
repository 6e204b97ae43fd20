/** Where a new password is typed: never shown, and offered to the browser's keeper of passwords as new. */
import { Input, type FieldProps } from '@fluentui/react-components';
import type { RestProblem } from '../api/rest-types.ts';
import { RefusableField } from './refusable-field.tsx';

interface NewPasswordProps extends Pick<FieldProps, 'label' | 'hint' | 'className'> {
  readonly problem: RestProblem | null;
  readonly autoFocus?: boolean;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

export function NewPassword({ autoFocus = false, value, onValue, ...field }: NewPasswordProps) {
  return (
    <RefusableField {...field} pointer="/password">
      <Input
        type="password"
        autoFocus={autoFocus}
        autoComplete="new-password"
        value={value}
        onChange={(_, data) => onValue(data.value)}
      />
    </RefusableField>
  );
}
