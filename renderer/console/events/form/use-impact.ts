/** The impact of what the form says, asked anew whenever it says something else that matters, and kept up to date meanwhile. */
import { useState } from 'react';
import { impactSchema, type EventView, type Impact } from '../../../../shared/http/continuity-events.ts';
import type { RestProblem } from '../../api/rest-types.ts';
import { problemOf, type Reading } from '../../query/reading.ts';
import { useAnswer } from '../../query/use-resource.ts';
import { inputOf, patchOf, type EventDraft } from '../draft/event-draft.ts';
import { eventPath } from '../event-words.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';

export interface ShownImpact {
  readonly impact: Impact | null;
  readonly readAtMs: number | null;
  /** `unasked`: no group, or times that are not settled. `asking`: the answer to the question before is shown. */
  readonly step: 'unasked' | 'asking' | 'answered' | 'failed';
  readonly problem: RestProblem | null;
}

/** `base` null: a new event. */
export function useImpact(draft: EventDraft, base: EventView | null): ShownImpact {
  const wanted = questionOf(draft, base);
  const settled = useDebounced(wanted === null ? '' : JSON.stringify(wanted));
  const path = `${base === null ? '/events' : eventPath(base.id)}/impact?lists=false`;
  const reading = useAnswer(path, settled === '' ? null : JSON.parse(settled), impactSchema);
  const last = useLastImpact(reading);
  const problem = problemOf(reading);
  if (wanted === null) return { impact: null, readAtMs: null, step: 'unasked', problem: null };
  const asking = reading.step === 'loading' || settled !== JSON.stringify(wanted);
  const step = asking ? 'asking' : reading.step === 'failed' ? 'failed' : 'answered';
  return { ...last, step, problem };
}

/** Texts decide nothing but whether there is an SMS: asking at every letter would only cost. */
function questionOf(draft: EventDraft, base: EventView | null): object | null {
  const said = (text: string): string => (text.trim() === '' ? '' : '-');
  const texts = {
    description: '-',
    notes: '',
    startMessage: '',
    endMessage: '',
    startSms: said(draft.startSms),
    endSms: said(draft.endSms),
  };
  const asked = { ...draft, ...texts };
  return base === null ? inputOf(asked) : patchOf(asked, base);
}

function useLastImpact(reading: Reading<Impact>): Pick<ShownImpact, 'impact' | 'readAtMs'> {
  const [last, keep] = useState<Reading<Impact>>(reading);
  const shown = reading.step === 'ready' ? reading : last;
  if (shown !== last) keep(shown);
  return shown.step === 'ready'
    ? { impact: shown.value, readAtMs: shown.readAtMs }
    : { impact: null, readAtMs: null };
}
