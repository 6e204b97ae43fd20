/** What every part of the form is given. */
import type { EventDraft } from '../draft/event-draft.ts';
import type { EventWarning, WarnedField } from '../warning-words.ts';

export type Change = (changed: Partial<EventDraft>) => void;

export interface DraftProps {
  readonly draft: EventDraft;
  readonly change: Change;
  /** Why it cannot be accepted, in words. */
  readonly refusalOf: (field: keyof EventDraft) => string | undefined;
  readonly warningsOf: (field: WarnedField) => readonly EventWarning[];
  readonly nowMs: number;
}
