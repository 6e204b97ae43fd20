/** Where a message on its way out can be, and what can happen to it (STATES.md). */

export type OutboxState =
  /** Durable, and held back a moment so that it can be undone (rule 2). */
  | { readonly name: 'undoable'; readonly untilMs: number }
  /** Never offered to the service: it can be taken back here (rule 3). */
  | { readonly name: 'waiting' }
  /** Offered, and the answer was not heard: only the service knows whether it has it (rule 4). */
  | { readonly name: 'unsure'; readonly attempts: number; readonly notBeforeMs: number }
  /** A request is under way. */
  | { readonly name: 'sending'; readonly attempts: number }
  /** The person wants it back, and the service must say whether it can be had (rule 5). */
  | { readonly name: 'taking-back'; readonly attempts: number; readonly notBeforeMs: number }
  | { readonly name: 'asking-back'; readonly attempts: number }
  | { readonly name: 'sent' }
  | { readonly name: 'cancelled' }
  /** The service will never take it as it is (rule 7). */
  | { readonly name: 'refused'; readonly problem: string };

export type OutboxSignal =
  /** Time passed, or the way to the service opened: whoever is due may go. */
  | { readonly type: 'may-go' }
  | { readonly type: 'cancel' }
  | { readonly type: 'accepted' }
  /** It was asked back, and has gone further. */
  | { readonly type: 'too-late' }
  /** It did not go out, and never will. */
  | { readonly type: 'taken-back' }
  /** No answer, or one that says to come again. */
  | { readonly type: 'unheard'; readonly retryInMs: number }
  | { readonly type: 'refused'; readonly problem: string }
  /** The process began anew: nothing is under way. */
  | { readonly type: 'restarted' };

/** Requests that the driver makes once the state is durable (rule 1). */
export type OutboxEffect = 'submit' | 'take-back' | null;

export interface OutboxStep {
  readonly state: OutboxState;
  readonly effect: OutboxEffect;
}

/** Long enough to see a mistake, short enough that nobody waits (experience, "Compose"). */
export const UNDO_MS = 5000;

export function isOnItsWay({ name }: OutboxState): boolean {
  return name !== 'sent' && name !== 'cancelled' && name !== 'refused';
}
