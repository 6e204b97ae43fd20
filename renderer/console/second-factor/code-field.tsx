/** Where a code is typed: offered by phones from their messages, and never kept. */
import { Input } from '@fluentui/react-components';
import type { RestProblem } from '../api/rest-types.ts';
import { RefusableField } from '../frame/refusable-field.tsx';

interface CodeFieldProps {
  readonly label: string;
  readonly problem: RestProblem | null;
  readonly value: string;
  readonly autoFocus?: boolean;
  /** Of digits alone. */
  readonly digits: boolean;
  readonly onValue: (value: string) => void;
}

export function CodeField({ label, problem, value, autoFocus = false, digits, onValue }: CodeFieldProps) {
  return (
    <RefusableField label={label} problem={problem} pointer="/code">
      <Input
        className="factor-code"
        inputMode={digits ? 'numeric' : 'text'}
        autoComplete="one-time-code"
        spellCheck={false}
        autoFocus={autoFocus}
        value={value}
        onChange={(_, data) => onValue(data.value)}
      />
    </RefusableField>
  );
}
