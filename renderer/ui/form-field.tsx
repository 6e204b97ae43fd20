/** A field of a form: its name, what stands beside the name, the control, and what is said of it below. */
import { useId, type ReactNode } from 'react';
import './form-field.css';

/** For the control itself; Fluent's take them as they are. */
export interface ControlProps {
  readonly id: string;
  readonly required: boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FormFieldProps {
  readonly label: string;
  readonly required?: boolean;
  /** At the end of the name's line: a counter, a fact. */
  readonly aside?: ReactNode;
  readonly hint?: ReactNode;
  /** Why it cannot be accepted, read out at once. */
  readonly refusal?: string | undefined;
  /** What else belongs to it: warnings, choices. */
  readonly below?: ReactNode;
  readonly children: (control: ControlProps) => ReactNode;
}

export function FormField(props: FormFieldProps) {
  const { label, required = false, aside, hint, refusal, below, children } = props;
  const id = useId();
  const described = [
    aside !== undefined && `${id}-aside`,
    hint !== undefined && `${id}-hint`,
    refusal !== undefined && `${id}-refusal`,
  ].filter((part) => part !== false);
  return (
    <div className="form-field">
      <div className="form-field__head">
        <label htmlFor={id} data-required={required}>
          {label}
        </label>
        {aside !== undefined && (
          <span id={`${id}-aside`} className="form-field__aside figures">
            {aside}
          </span>
        )}
      </div>
      {children({
        id,
        required,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': refusal === undefined ? undefined : true,
      })}
      {refusal !== undefined && (
        <p id={`${id}-refusal`} className="form-field__refusal" role="alert">
          {refusal}
        </p>
      )}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="form-field__hint figures">
          {hint}
        </div>
      )}
      {below}
    </div>
  );
}
