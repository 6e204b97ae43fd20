/** Where whoever is signed in shows again that they are who they are. */
import { Input, type FieldProps } from '@fluentui/react-components';
import type { RestProblem } from '../api/rest-types.ts';
import { useText } from '../../text/text-root.tsx';
import { RefusableField } from './refusable-field.tsx';

interface CurrentPasswordProps extends Pick<FieldProps, 'hint'> {
  readonly problem: RestProblem | null;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

export function CurrentPassword({ problem, value, onValue, ...field }: CurrentPasswordProps) {
  const t = useText();
  return (
    <RefusableField
      {...field}
      label={t('console.account.current')}
      problem={problem}
      pointer="/currentPassword"
    >
      <Input
        type="password"
        autoComplete="current-password"
        value={value}
        onChange={(_, data) => onValue(data.value)}
      />
    </RefusableField>
  );
}
