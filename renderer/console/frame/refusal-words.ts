/** Why the service refuses something, in the reader's language where its name is known, else in the service's own words. */
import type { TFunction } from 'i18next';
import { PROBLEMS, type ProblemFacts, type ProblemName } from '../../../shared/http/problem-names.ts';
import type { Formats } from '../../text/formats.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import type { RestProblem } from '../api/rest-types.ts';

export interface Refusal extends ProblemFacts {
  readonly code: string;
  /** Plain English. */
  readonly message: string;
}

export function useRefusalWords(): (refusal: Refusal) => string {
  const t = useText();
  const formats = useFormats();
  return (refusal) => refusalWords(refusal, t, formats);
}

export function refusalWords(refusal: Refusal, t: TFunction, formats: Formats): string {
  const { code, message, value = '', event = '', allowed = [], line = 0, limit = 0 } = refusal;
  // Nothing without the facts that the words name: an older service may not give them.
  if (!isKnown(code) || PROBLEMS[code].some((fact) => refusal[fact] === undefined)) return message;
  return t(`console.refusals.${code}`, {
    ...{ value, event, allowed: allowed.join(', ') },
    ...{ line: formats.number(line), limit: formats.number(limit) },
  });
}

function isKnown(code: string): code is ProblemName {
  return Object.hasOwn(PROBLEMS, code);
}

/** What the fields do not say already. */
export function besidesFields(problem: RestProblem | null): RestProblem | null {
  return problem === null || problem.fields.length > 0 ? null : problem;
}
