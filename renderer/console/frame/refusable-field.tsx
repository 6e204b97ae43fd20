/** A field of a form that says why the service refused what is in it. */
import { Field, type FieldProps } from '@fluentui/react-components';
import type { RestProblem } from '../api/rest-types.ts';
import { useRefusalWords } from './refusal-words.ts';

interface RefusableFieldProps extends FieldProps {
  readonly problem: RestProblem | null;
  /** As the service names the field: `/email`. */
  readonly pointer: string;
  /** What the form itself sees; it comes before what the service says. */
  readonly refusal?: string | undefined;
}

export function RefusableField({ problem, pointer, refusal, hint, ...field }: RefusableFieldProps) {
  const words = useRefusalWords();
  const error = problem?.fields.find((one) => one.pointer === pointer);
  const why = refusal ?? (error === undefined ? undefined : words(error));
  // Some refusals say what the hint has said: once is enough.
  const unsaid = hint === why ? undefined : hint;
  return (
    <Field
      {...field}
      {...(unsaid !== undefined && { hint: unsaid })}
      {...(why !== undefined && { validationState: 'error', validationMessage: why })}
    />
  );
}
