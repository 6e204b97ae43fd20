/** Judges modes: never wrong for longer than the path has been well (G2, G4, G10), and never at all once informed (G5, G7, G15). */
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { Computer } from './computer.ts';
import type { Oracle } from './oracle.ts';
import type { Timeline } from './timeline.ts';
import type { Verdict } from './verdict.ts';

/** How the service can be reached now; by polling, the original's whole mechanism, it takes three minutes. */
export type Reach = 'none' | 'poll' | 'channel';

export interface ModeJudge {
  /** How it can be reached may be another; since `sinceMs` when it is. */
  readonly reaches: (index: number, reach: Reach, sinceMs: number) => void;
  /** Something broke, and everything has to be done again; from `sinceMs` on the path is well. */
  readonly disturbed: (index: number, sinceMs: number) => void;
  /** What is true for this computer changed, other than by itself. */
  readonly changed: (index: number) => void;
  /** What it knew, or its time, may be lost: until it was in touch again nothing is held against it. */
  readonly lost: (index: number) => void;
  readonly slept: (index: number) => void;
  readonly woke: (index: number) => void;
  /** Its wall clock was set forward. */
  readonly jumped: (index: number) => void;
  readonly look: (index: number) => void;
  /** When all that this step set off is done. */
  readonly lookSoon: (index: number) => void;
  readonly stepped: () => void;
  /** Looks at everyone at and after an instant at which an event starts or ends. */
  readonly watchInstant: (atMs: number) => void;
  /** In touch for long enough to know everything. */
  readonly isInformed: (index: number) => boolean;
  readonly reachOf: (index: number) => Reach;
  /** Since when nothing has been wrong with it, and nothing new has been true. */
  readonly wellSinceMs: (index: number) => number;
}

/** G2: 30 s between tries at most, 5 s for the connection. P1: the first poll after 10 s, then every three minutes. */
const BOUND_MS: Readonly<Record<Reach, number>> = {
  none: Infinity,
  channel: 35 * SECOND_MS,
  poll: 3 * MINUTE_MS + 25 * SECOND_MS,
};
/** A device's service time is this good: half the slowest round trip, and what a bad quartz drifts while out of touch. */
export const CLOCK_ERROR_MS = 3 * SECOND_MS;
const DRIFT = 1e-4;
/** Woken, it is told so by the system a moment later. */
const AWAKE_AFTER_MS = 3 * SECOND_MS;
/** A wall clock set forward this shortly before a sleep, or before the system says that it woke, looks as a longer sleep does, until the service says its time (T6). */
const LOOKS_AS_SLEEP_MS = 95 * SECOND_MS;

interface Watch {
  reach: Reach;
  sinceMs: number;
  lastReachMs: number;
  changedAtMs: number;
  /** It knows everything up to then; null: it may know nothing. */
  informedToMs: number | null;
  wrongSinceMs: number | null;
  sleptAtMs: number;
  wokeAtMs: number;
  jumpedAtMs: number;
}

interface JudgeNeeds {
  readonly timeline: Timeline;
  readonly oracle: Oracle;
  readonly computers: readonly Computer[];
  readonly verdict: Verdict;
}

/** Each at which time alone may change a mode, and both ends: between two events there may be a moment of neither. */
function instantsAbout({ events }: Oracle, nowMs: number, errorMs: number): readonly number[] {
  const changes = [...events.values()].flatMap(({ startMs, endMs }) => [startMs, endMs ?? Infinity]);
  const isNear = (atMs: number): boolean => Math.abs(atMs - nowMs) < errorMs;
  return [nowMs - errorMs, nowMs + errorMs, ...changes.filter(isNear)];
}

export function createModeJudge({ timeline, oracle, computers, verdict }: JudgeNeeds): ModeJudge {
  const startMs = timeline.nowMs();
  const soon = new Set<number>();
  const watches: readonly Watch[] = computers.map(() => ({
    reach: 'none',
    sinceMs: startMs,
    lastReachMs: startMs,
    changedAtMs: startMs,
    informedToMs: null,
    wrongSinceMs: null,
    sleptAtMs: -Infinity,
    wokeAtMs: -Infinity,
    jumpedAtMs: -Infinity,
  }));
  const watch = (index: number): Watch => {
    const found = watches[index];
    if (found === undefined) throw new RangeError(`there is no computer ${index}`);
    return found;
  };
  const lookLater = (index: number, atMs: number): void => {
    for (const boundMs of [BOUND_MS.channel, BOUND_MS.poll]) {
      timeline.at(atMs + boundMs + 1, () => look(index));
    }
  };
  const isInformed = (index: number): boolean => {
    const { informedToMs, changedAtMs } = watch(index);
    return informedToMs !== null && informedToMs >= changedAtMs;
  };

  const learn = (own: Watch, nowMs: number): void => {
    if (own.reach === 'none') return;
    own.lastReachMs = nowMs;
    if (nowMs - Math.max(own.sinceMs, own.changedAtMs) > BOUND_MS[own.reach])
      own.informedToMs = own.changedAtMs;
  };
  const judgeWrong = (index: number, own: Watch, shown: string): void => {
    const nowMs = timeline.nowMs();
    const wanted = oracle.mode(index, nowMs);
    if (shown === wanted) own.wrongSinceMs = null;
    else own.wrongSinceMs ??= nowMs;
    if (own.wrongSinceMs === null || own.reach === 'none') return;
    const wrongMs = nowMs - Math.max(own.wrongSinceMs, own.sinceMs);
    if (wrongMs <= BOUND_MS[own.reach]) return;
    verdict.fail(
      'G2',
      `computer ${index} is in ${shown} and not in ${wanted}, reached by ${own.reach} for ${wrongMs} ms`,
    );
  };
  const judgeInformed = (index: number, own: Watch, shown: string): void => {
    const nowMs = timeline.nowMs();
    // Woken, or once it sees, within a minute, that its clock was set forward, nothing is evaluated for two seconds (T9).
    const mayJustSee = nowMs - own.jumpedAtMs < MINUTE_MS + AWAKE_AFTER_MS;
    const sinceMs = Math.max(own.wokeAtMs, mayJustSee ? (own.wrongSinceMs ?? nowMs) : -Infinity);
    const isSettling = nowMs - sinceMs < AWAKE_AFTER_MS;
    if (!isInformed(index) || isSettling) return;
    const errorMs = CLOCK_ERROR_MS + (nowMs - own.lastReachMs) * DRIFT;
    if (oracle.mode(index, nowMs) === shown) return;
    const allowed = instantsAbout(oracle, nowMs, errorMs).map((atMs) => oracle.mode(index, atMs));
    if (allowed.some((mode) => mode === shown)) return;
    verdict.fail(
      'mode',
      `computer ${index} knows everything and is in ${shown} and not in ${allowed[0] ?? ''}`,
    );
  };
  const look = (index: number): void => {
    const computer = computers[index];
    const shown = computer?.snapshot()?.mode.mode;
    const own = watch(index);
    if (shown === undefined || computer?.power() === 'asleep') {
      own.wrongSinceMs = null;
      return;
    }
    learn(own, timeline.nowMs());
    judgeWrong(index, own, shown);
    judgeInformed(index, own, shown);
  };

  return {
    reaches(index, reach, sinceMs) {
      const own = watch(index);
      if (own.reach === reach) return;
      if (own.reach !== 'none') own.lastReachMs = timeline.nowMs();
      own.reach = reach;
      own.sinceMs = sinceMs;
      lookLater(index, sinceMs);
    },
    disturbed(index, sinceMs) {
      const own = watch(index);
      own.sinceMs = Math.max(own.sinceMs, sinceMs);
      lookLater(index, sinceMs);
    },
    changed(index) {
      watch(index).changedAtMs = timeline.nowMs();
      lookLater(index, timeline.nowMs());
    },
    lost(index) {
      watch(index).informedToMs = null;
    },
    slept(index) {
      watch(index).sleptAtMs = timeline.nowMs();
    },
    woke(index) {
      const own = watch(index);
      own.wokeAtMs = timeline.nowMs();
      if (own.sleptAtMs - own.jumpedAtMs < LOOKS_AS_SLEEP_MS) own.informedToMs = null;
    },
    jumped(index) {
      const own = watch(index);
      own.jumpedAtMs = timeline.nowMs();
      if (own.jumpedAtMs - own.wokeAtMs < AWAKE_AFTER_MS) own.informedToMs = null;
    },
    look,
    lookSoon: (index) => soon.add(index),
    stepped() {
      for (const index of soon) look(index);
      soon.clear();
    },
    watchInstant(atMs) {
      if (atMs < timeline.nowMs()) return;
      const everyone = (): void => {
        for (const index of watches.keys()) look(index);
      };
      for (const laterMs of [
        0,
        CLOCK_ERROR_MS + 1,
        2 * CLOCK_ERROR_MS,
        BOUND_MS.channel + 1,
        BOUND_MS.poll + 1,
      ]) {
        timeline.at(atMs + laterMs, everyone);
      }
    },
    isInformed,
    reachOf: (index) => watch(index).reach,
    wellSinceMs: (index) => Math.max(watch(index).sinceMs, watch(index).changedAtMs),
  };
}
