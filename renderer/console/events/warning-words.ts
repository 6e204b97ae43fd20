/** The traps of an event in the reader's language, and the field of the form that each belongs to. */
import type { Impact } from '../../../shared/http/continuity-events.ts';
import { useText } from '../../text/text-root.tsx';
import type { EventDraft } from './draft/event-draft.ts';

export type EventWarning = Impact['warnings'][number];

const FIELD_OF = {
  'unsupported-list': 'expandDistributionLists',
  'nested-unsupported-list': 'affectedGroupId',
  'stale-directory': 'affectedGroupId',
  'empty-group': 'affectedGroupId',
  'nobody-permitted': 'affectedGroupId',
  'nobody-cached': 'affectedGroupId',
  overlap: 'affectedGroupId',
  'outlook-continuity-off': 'outlookContinuity',
  'long-without-pause': 'pauseInboundDelivery',
  'reset-by-email': 'cloudPasswordReset',
  'reset-by-sms-nobody': 'cloudPasswordReset',
  'sms-without-group': 'smsGroupId',
  'sms-nobody-opted-in': 'smsGroupId',
} as const satisfies Readonly<Record<string, keyof EventDraft>>;

type WarningCode = keyof typeof FIELD_OF;
export type WarnedField = (typeof FIELD_OF)[WarningCode];

/** A trap that a newer service knows, and this page does not, stands beside the group. */
export function fieldOfWarning({ code }: EventWarning): WarnedField {
  return isKnown(code) ? FIELD_OF[code] : 'affectedGroupId';
}

export function useWarningWords(): (warning: EventWarning) => string {
  const t = useText();
  return ({ code, message, people = 0 }) => {
    if (!isKnown(code)) return message;
    return t(`console.preview.warnings.${code}`, { count: people });
  };
}

function isKnown(code: string): code is WarningCode {
  return code in FIELD_OF;
}
