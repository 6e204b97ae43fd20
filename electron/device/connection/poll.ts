/** Drives the poll machine beside the link: asks over HTTP while the channel cannot be opened. */
import { HOUR_MS } from '../../../shared/domain/instant.ts';
import { createDeadline } from '../deadline.ts';
import type { Clock } from '../ports.ts';
import type { PollOutcome } from './ask-snapshot.ts';
import type { LinkState } from './link-state.ts';
import { isServedByPoll, nextPoll } from './poll-next.ts';
import type { PollSignal, PollState } from './poll-next.ts';

export interface Poll {
  readonly linkChanged: (state: LinkState) => void;
  readonly retryNow: () => void;
  readonly isServing: () => boolean;
}

export interface PollEvents {
  readonly answered: (outcome: Extract<PollOutcome, { kind: 'answered' }>) => void;
  readonly denied: (code: number) => void;
  readonly changed: () => void;
}

export function createPoll(clock: Clock, ask: () => Promise<PollOutcome>, events: PollEvents): Poll {
  let state: PollState = { name: 'idle' };
  const deadline = createDeadline(clock, HOUR_MS, () => {
    take({ name: 'timer' });
  });

  function take(signal: PollSignal): void {
    const wasServing = isServedByPoll(state);
    const step = nextPoll(state, signal, clock.monotonicMs());
    state = step.state;
    deadline.set('atMs' in state ? state.atMs : null);
    if (step.ask) void askNow(step.state);
    if (wasServing !== isServedByPoll(state)) events.changed();
  }

  /** P2: an answer counts only while the machine still waits for this one. */
  async function askNow(asking: PollState): Promise<void> {
    const outcome = await ask();
    if (state !== asking) return;
    switch (outcome.kind) {
      case 'answered':
        take({ name: 'answered' });
        events.answered(outcome);
        return;
      case 'failed':
        take({ name: 'failed', retryAfterMs: outcome.retryAfterMs });
        return;
      case 'denied':
        take({ name: 'not-needed' });
        events.denied(outcome.code);
    }
  }

  return {
    linkChanged({ name }) {
      // Only a link that goes on trying needs help; one that stopped has nobody to tell.
      if (name === 'waiting') take({ name: 'needed' });
      else if (name === 'online' || name === 'stopped' || name === 'refused' || name === 'revoked') {
        take({ name: 'not-needed' });
      }
    },
    retryNow: () => {
      take({ name: 'retry-now' });
    },
    isServing: () => isServedByPoll(state),
  };
}
