/** Evaluates: derives the mode from what is known now, has the person told, and plans the next time. */
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import type { ParticipatingDevice } from '../../../shared/domain/participation.ts';
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { Teller } from '../notices/teller.ts';
import type { Clock } from '../ports.ts';
import { deriveMode } from './derive-mode.ts';
import type { ModeKeeper } from './mode-keeper.ts';
import { createScheduler } from './scheduler.ts';
import type { ServiceClock } from './service-clock.ts';
import { DOUBT_MS } from './service-time.ts';
import type { Truth } from './truth.ts';

/** What follows a welcome comes in one go; a service that sends no token must not keep the device deaf (K4). */
export const CATCH_UP_WITHIN_MS = SECOND_MS;

export interface EvaluationNeeds {
  readonly clock: Clock;
  readonly time: ServiceClock;
  readonly truth: Truth;
  readonly keeper: ModeKeeper;
  readonly teller: Pick<Teller, 'tell'>;
  readonly device: () => ParticipatingDevice;
  readonly isOnline: () => boolean;
  /** The last contact of a former run; null where this registration has had none. */
  readonly lastContactMs: number | null;
  /** Another instant at which an evaluation is wanted; service time. */
  readonly alsoAtMs: () => number | null;
}

export interface EvaluationEvents {
  /** The timer fired; before the evaluation that follows. */
  readonly tick: () => void;
  readonly evaluated: (switched: boolean) => void;
}

export interface Evaluation {
  /** Now, unless a catch-up is under way. */
  readonly evaluate: () => void;
  /** A welcome: until all that follows it was heard, what is known may never have been true together. */
  readonly hold: () => void;
  /** Everything has been heard. */
  readonly settle: () => void;
  readonly contactLost: () => void;
  /** At once: that the person left depends neither on the time nor on what is under way. */
  readonly leave: () => void;
  readonly stop: () => void;
}

export function createEvaluation(needs: EvaluationNeeds, events: EvaluationEvents): Evaluation {
  const { clock, time, truth, keeper } = needs;
  let held: Stop | null = null;
  let doubted: Stop | null = null;
  let offlineSinceMs = needs.lastContactMs;
  const scheduler = createScheduler(clock, () => {
    events.tick();
    evaluate();
  });

  function release(): void {
    held?.();
    held = null;
  }

  /** What came while the computer slept is not judged by the time at which it fell asleep (T9). */
  function waitsForCertainty(): boolean {
    if (!time.isDoubtful()) {
      doubted?.();
      doubted = null;
      return false;
    }
    doubted ??= clock.schedule(DOUBT_MS, () => {
      doubted = null;
      evaluate();
    });
    return true;
  }

  function evaluate(): void {
    if (held === null && !waitsForCertainty()) derive(isStandingKnown());
  }

  /** A record of it that was lost says nothing of this person: nobody is told of leaving what they may be in. */
  const isStandingKnown = (): boolean => truth.known().standing !== null;

  function derive(isToBeTold: boolean): void {
    const nowMs = time.nowMs();
    const { events: known, standing, revision } = truth.known();
    const derived = deriveMode(known, standing, needs.device(), nowMs);
    const switched = keeper.become(derived, nowMs);
    if (isToBeTold) {
      needs.teller.tell({
        verdicts: derived.verdicts,
        gone: truth.takeGone(),
        isWhole: revision !== null,
        nowMs,
        isServiceTime: time.offsetMs() !== null,
        offlineSinceMs,
      });
    }
    scheduler.plan(nowMs, earlier(derived.nextChangeMs, needs.alsoAtMs()));
    events.evaluated(switched);
  }

  return {
    evaluate,
    hold() {
      release();
      held = clock.schedule(CATCH_UP_WITHIN_MS, () => {
        held = null;
        evaluate();
      });
    },
    settle() {
      release();
      evaluate();
      offlineSinceMs = needs.isOnline() ? null : time.contact().lastContactMs;
    },
    contactLost() {
      release();
      offlineSinceMs ??= time.contact().lastContactMs;
      evaluate();
    },
    leave() {
      release();
      derive(true);
    },
    stop() {
      release();
      doubted?.();
      scheduler.stop();
    },
  };
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
