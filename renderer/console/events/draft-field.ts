/** What every field of the form is given, and how it shows that the service refused it. */
import type { RestProblem } from '../api/rest-types.ts';
import { errorAt, type EventDraft } from './event-draft.ts';

export interface DraftProps {
  readonly draft: EventDraft;
  readonly change: (changed: Partial<EventDraft>) => void;
  readonly problem: RestProblem | null;
}

/** Fluent's properties for a field that the service refused. */
export function fieldState(problem: RestProblem | null, field: string) {
  const message = errorAt(problem?.fields ?? [], field);
  return message === undefined ? {} : { validationState: 'error' as const, validationMessage: message };
}
