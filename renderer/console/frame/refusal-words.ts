/** Why a field is refused, in the reader's language where the code is known, else in the service's own words. */
import { useText } from '../../text/text-root.tsx';
import type { FieldError, RestProblem } from '../api/rest-types.ts';

const KNOWN = [
  'required',
  'not-an-address',
  'address-taken',
  'not-e164',
  'wrong-password',
  'in-the-past',
  'unsupported-list',
  'not-a-url',
  'not-https',
  'private-address',
  'too-early',
  'not-after-start',
  'unknown-group',
  'unknown-time-zone',
  'not-a-time',
] as const;
/** Nothing without the number that they name. */
const LIMITING = ['too-long', 'too-short'] as const;

export function useRefusalWords(): (error: FieldError) => string {
  const t = useText();
  return ({ pointer, code, message, limit }) => {
    if (pointer === '/startSmsLeadMinutes') return t('console.refusals.lead-out-of-range');
    if (code === 'out-of-range' && isTime(pointer)) return t('console.refusals.out-of-range');
    const limiting = LIMITING.find((one) => one === code);
    if (limiting !== undefined && limit !== undefined) return t(`console.refusals.${limiting}`, { limit });
    const known = KNOWN.find((one) => one === code);
    return known === undefined ? message : t(`console.refusals.${known}`);
  };
}

function isTime(pointer: string): boolean {
  return pointer === '/start' || pointer === '/end';
}

/** What the fields do not say already. */
export function besidesFields(problem: RestProblem | null): RestProblem | null {
  return problem === null || problem.fields.length > 0 ? null : problem;
}
