/** Asks the service for its time, and knows how long the answer took (guarantees, mechanics). */
import { MINUTE_MS } from '../../../shared/domain/instant.ts';
import type { TimeQuestion } from '../../../shared/protocol/messages/time.ts';
import type { Chance, Clock } from '../ports.ts';

/** The best of a few is close to the line's own delay; more would cost the service for nothing. */
export const QUESTIONS_PER_LINK = 3;
/** Drift of a bad quartz in this time is 60 ms; product D0 allows 50 with everything. */
export const ASK_EVERY_MS = 5 * MINUTE_MS;

export interface TimeQuestions {
  /** A new link: asks, and again after each answer until the few are through. */
  readonly begin: () => void;
  /** Asks once more: after a wake, or after the service's clock was moved. */
  readonly ask: () => void;
  /** Asks when the last answer is old. */
  readonly tick: () => void;
  /** The round trip of an answer in milliseconds; null for one that was not asked for. */
  readonly answered: (echo: string) => number | null;
}

export function createTimeQuestions(
  clock: Clock,
  chance: Chance,
  send: (question: TimeQuestion) => void,
): TimeQuestions {
  /** The one question that is open: an older one's answer would only be a worse measure. */
  let open: { readonly echo: string; readonly askedAtMs: number } | null = null;
  let remaining = 0;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  function ask(): void {
    askedAtMs = clock.monotonicMs();
    open = { echo: chance.id(), askedAtMs };
    send({ type: 'time', echo: open.echo });
  }

  return {
    begin() {
      remaining = QUESTIONS_PER_LINK - 1;
      ask();
    },
    ask,
    tick() {
      if (clock.monotonicMs() - askedAtMs >= ASK_EVERY_MS) ask();
    },
    answered(echo) {
      if (open?.echo !== echo) return null;
      const roundTripMs = clock.monotonicMs() - open.askedAtMs;
      open = null;
      if (remaining > 0) {
        remaining -= 1;
        ask();
      }
      return roundTripMs;
    },
  };
}
