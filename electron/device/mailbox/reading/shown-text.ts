/** Header text as it is shown: one line, nothing invisible, no more than fits. */
import type { MailWarning } from '../../../../shared/bridge/mail.ts';
import { MAX_FIELD_UNITS } from './limits.ts';

/** They reorder what follows, beyond the field that they stand in. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const SPACES = /[\t\n\r ]+/g;
const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;

export interface ShownText {
  readonly text: string;
  readonly warnings: readonly MailWarning[];
}

export function shownText(value: string): ShownText {
  const line = value.replace(SPACES, ' ').trim();
  const cut = line.length > MAX_FIELD_UNITS ? line.slice(0, MAX_FIELD_UNITS) : line;
  const visible = cut.replace(DIRECTION, '');
  const text = visible.replace(CONTROLS, '\uFFFD');
  const warnings: MailWarning[] = [];
  if (cut !== line) warnings.push('cut-off');
  if (visible !== cut) warnings.push('direction-controls');
  if (text !== visible) warnings.push('control-characters');
  return { text, warnings };
}
