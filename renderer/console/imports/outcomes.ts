/** What can become of a line of a file, in the order and with the looks that a person is shown it. */
import type { ImportOutcome } from '../../../shared/http/import.ts';
import type { IconName } from '../../ui/icon.tsx';

export interface OutcomeLook {
  readonly outcome: ImportOutcome;
  readonly icon: IconName;
  readonly tone: 'ok' | 'quiet' | 'bad';
}

const CREATED: OutcomeLook = { outcome: 'created', icon: 'plus', tone: 'ok' };

export const OUTCOMES: readonly OutcomeLook[] = [
  CREATED,
  { outcome: 'updated', icon: 'pencil', tone: 'ok' },
  { outcome: 'unchanged', icon: 'dash', tone: 'quiet' },
  { outcome: 'refused', icon: 'cannot', tone: 'bad' },
];

export function lookOf(outcome: ImportOutcome): OutcomeLook {
  return OUTCOMES.find((look) => look.outcome === outcome) ?? CREATED;
}
