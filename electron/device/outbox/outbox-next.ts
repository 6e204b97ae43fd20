/** What becomes of a message on its way out when something happens: pure (STATES.md). */
import type { OutboxSignal, OutboxState, OutboxStep } from './outbox-state.ts';

export function nextOutbox(state: OutboxState, signal: OutboxSignal, nowMs: number): OutboxStep {
  switch (signal.type) {
    case 'may-go':
      return go(state, nowMs);
    case 'cancel':
      return cancel(state, nowMs);
    case 'accepted':
      return accepted(state, nowMs);
    case 'too-late':
      return isAsked(state) ? step({ name: 'sent' }) : step(state);
    case 'taken-back':
      return isAsked(state) ? step({ name: 'cancelled' }) : step(state);
    case 'unheard':
      return unheard(state, nowMs + signal.retryInMs);
    case 'refused':
      return refused(state, signal.problem);
    case 'restarted':
      return unheard(state, nowMs);
  }
}

function step(state: OutboxState): OutboxStep {
  return { state, effect: null };
}

/** The service was asked, so its answer counts. */
function isAsked({ name }: OutboxState): boolean {
  return name === 'sending' || name === 'asking-back' || name === 'taking-back';
}

function go(state: OutboxState, nowMs: number): OutboxStep {
  switch (state.name) {
    case 'undoable':
      return nowMs < state.untilMs
        ? step(state)
        : { state: { name: 'sending', attempts: 1 }, effect: 'submit' };
    case 'waiting':
      return { state: { name: 'sending', attempts: 1 }, effect: 'submit' };
    case 'unsure':
      if (nowMs < state.notBeforeMs) return step(state);
      return { state: { name: 'sending', attempts: state.attempts + 1 }, effect: 'submit' };
    case 'taking-back':
      if (nowMs < state.notBeforeMs) return step(state);
      return { state: { name: 'asking-back', attempts: state.attempts + 1 }, effect: 'take-back' };
    default:
      return step(state);
  }
}

function cancel(state: OutboxState, nowMs: number): OutboxStep {
  switch (state.name) {
    case 'undoable':
    case 'waiting':
    case 'refused':
      return step({ name: 'cancelled' });
    case 'unsure':
    case 'sending':
      return step({ name: 'taking-back', attempts: 0, notBeforeMs: nowMs });
    default:
      return step(state);
  }
}

function accepted(state: OutboxState, nowMs: number): OutboxStep {
  switch (state.name) {
    case 'sending':
      return step({ name: 'sent' });
    // The person asked while the answer was on its way: it may not have gone further yet.
    case 'taking-back':
      return step(state.notBeforeMs <= nowMs ? state : { ...state, notBeforeMs: nowMs });
    default:
      return step(state);
  }
}

function unheard(state: OutboxState, notBeforeMs: number): OutboxStep {
  switch (state.name) {
    case 'sending':
      return step({ name: 'unsure', attempts: state.attempts, notBeforeMs });
    case 'asking-back':
      return step({ name: 'taking-back', attempts: state.attempts, notBeforeMs });
    default:
      return step(state);
  }
}

function refused(state: OutboxState, problem: string): OutboxStep {
  switch (state.name) {
    case 'sending':
      return step({ name: 'refused', problem });
    // What the service does not take cannot have gone out.
    case 'taking-back':
    case 'asking-back':
      return step({ name: 'cancelled' });
    default:
      return step(state);
  }
}
