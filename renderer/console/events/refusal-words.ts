/** Why a field of an event is refused, in the reader's language where the code is known. */
import { TEXT_LIMITS } from '../../../shared/domain/limits.ts';
import { useText } from '../../text/text-root.tsx';
import type { FieldError } from '../api/rest-types.ts';

const KNOWN = [
  'required',
  'too-early',
  'not-after-start',
  'unknown-group',
  'unknown-time-zone',
  'not-a-time',
  'out-of-range',
] as const;

export function useRefusalWords(): (error: Pick<FieldError, 'pointer' | 'code' | 'message'>) => string {
  const t = useText();
  return ({ pointer, code, message }) => {
    const field = pointer.slice(1);
    if (field === 'startSmsLeadMinutes') return t('console.form.refusals.lead-out-of-range');
    const limit = Object.entries(TEXT_LIMITS).find(([name]) => name === field)?.[1];
    if (code === 'too-long' && limit !== undefined) return t('console.form.refusals.too-long', { limit });
    const known = KNOWN.find((one) => one === code);
    return known === undefined ? message : t(`console.form.refusals.${known}`);
  };
}
