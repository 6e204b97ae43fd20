/** Which clock is believed, and whether anything may be called old by it: pure; rules in STATES.md beside this file (G5, G45). */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';

/** Both clocks read at one moment, whole milliseconds: what is made of them is put into names and columns. */
export interface Reading {
  readonly wallMs: number;
  /** How long the computer has been running, its sleep included; nobody can set it. */
  readonly elapsedMs: number;
}

/** An offset is service time minus elapsed time: it stays, while both clocks are right. */
interface Agreed {
  readonly kind: 'agreed';
  readonly offsetMs: number;
  /** When the offset last followed the wall clock, elapsed time. */
  readonly comparedMs: number;
}

/** By the wall clock the service was away for so long that somebody has to confirm it. */
interface Unconfirmed {
  readonly kind: 'unconfirmed';
  readonly offsetMs: number;
  readonly comparedMs: number;
  /** As if no time had passed while the service was away. */
  readonly stoppedOffsetMs: number;
  /** The last service time of before. */
  readonly settledMs: number;
}

/** How far the service's own time went before this start, on a computer that has been started anew since. */
interface Stopped {
  readonly kind: 'stopped';
  readonly offsetMs: number;
}

/** The wall clock is not believed: the service's own time goes on from what was believed before. */
interface Doubted {
  readonly kind: 'doubted';
  readonly former: Agreed | Unconfirmed | Stopped;
  /** Service time at which the doubt began, and nothing is destroyed that was not old enough then. */
  readonly settledMs: number;
}

/** An administrator has said that the service's own time is right, and the wall clock wrong. */
interface Own {
  readonly kind: 'own';
  readonly offsetMs: number;
}

export type TrustedTime = Agreed | Unconfirmed | Doubted | Own;

export type ClockSignal = 'look' | 'adopt' | 'keep';

/** The time of a former run, as it was last kept. */
export interface KeptTime {
  readonly serviceMs: number;
  /** Read at the same moment. */
  readonly elapsedMs: number;
  /** Of the computer's start at that time; null where the platform has none. */
  readonly bootId: string | null;
}

/** More apart is no correction that a time service makes to a clock that it keeps. */
export const TOLERANCE_MS = 2 * MINUTE_MS;

/** A wall clock that runs this much too fast or slow is followed: twice what a kernel slews by. Beyond, it runs away. */
const SLEW = 1 / 1000;

/** A restart of the computer: as much as mail may be older than its window (G25). */
export const RESTART_MS = HOUR_MS;

/** A longer absence is a wrong clock rather than an absence. */
export const LONGEST_ABSENCE_MS = 62 * DAY_MS;

/** `kept` null: the first start, with nothing to compare. */
export function startedTime(kept: KeptTime | null, bootId: string | null, now: Reading): TrustedTime {
  if (kept === null) return agreed(now);
  const offsetMs = kept.serviceMs - kept.elapsedMs;
  const runsOn: Agreed = { kind: 'agreed', offsetMs, comparedMs: kept.elapsedMs };
  const stopped: Stopped = { kind: 'stopped', offsetMs: kept.serviceMs - now.elapsedMs };
  if (bootId !== null && kept.bootId !== null)
    return bootId === kept.bootId ? next(runsOn, 'look', now) : afterAbsence(stopped, now);
  const mayRunOn = now.elapsedMs >= kept.elapsedMs && isNear(leadMs(offsetMs, now));
  return mayRunOn ? agreed(now) : afterAbsence(stopped, now);
}

type Cell<Kind extends TrustedTime['kind']> = (
  state: Extract<TrustedTime, { kind: Kind }>,
  now: Reading,
) => TrustedTime;

/** Every state with every signal: a missing cell does not compile. */
type Table = { readonly [Kind in TrustedTime['kind']]: { readonly [Signal in ClockSignal]: Cell<Kind> } };

const stay = (state: TrustedTime): TrustedTime => state;
const adopt = (_state: TrustedTime, now: Reading): TrustedTime => agreed(now);

const TABLE: Table = {
  agreed: {
    look: (state, now) => follow(state, now) ?? doubt(state, now),
    adopt: stay,
    keep: stay,
  },
  unconfirmed: {
    look: (state, now) => follow(state, now) ?? afterJump(state, now),
    adopt,
    keep: ({ stoppedOffsetMs: offsetMs }) => ({ kind: 'own', offsetMs }),
  },
  doubted: {
    look: (state, now) => reconsider(state, now),
    adopt,
    keep: ({ former: { offsetMs } }) => ({ kind: 'own', offsetMs }),
  },
  own: {
    look: (state, now) => (isNear(leadMs(state.offsetMs, now)) ? agreed(now) : state),
    adopt,
    keep: stay,
  },
};

/** The same reference when nothing changes. */
export function next(state: TrustedTime, signal: ClockSignal, now: Reading): TrustedTime {
  // The table's type pairs each kind with its own state; an index by a union cannot say so.
  const cell = TABLE[state.kind][signal] as Cell<TrustedTime['kind']>;
  return cell(state, now);
}

/** Whether `look` could make anything of these readings but a slow correction: asked at every reading, so it is cheap. */
export function isSurprising(state: TrustedTime, now: Reading): boolean {
  const near = isNear(leadMs(offsetOf(state), now));
  return state.kind === 'agreed' || state.kind === 'unconfirmed' ? !near : near || state.kind === 'doubted';
}

/** Nobody has decided yet: what is old enough to be destroyed is not certain. */
export function isInDoubt(kind: TrustedTime['kind']): boolean {
  return kind === 'doubted' || kind === 'unconfirmed';
}

/** Service time, milliseconds UTC. */
export function serviceTimeMs(state: TrustedTime, { wallMs, elapsedMs }: Reading): number {
  return state.kind === 'agreed' || state.kind === 'unconfirmed' ? wallMs : elapsedMs + offsetOf(state);
}

/** The time by which things may be destroyed for their age: it stands still while it is not certain how late it is. */
export function settledTimeMs(state: TrustedTime, now: Reading): number {
  return 'settledMs' in state ? state.settledMs : serviceTimeMs(state, now);
}

/** What service time is without the wall clock, as far as it is known. */
export function ownTimeMs(state: TrustedTime, { elapsedMs }: Reading): number {
  return elapsedMs + (state.kind === 'unconfirmed' ? state.stoppedOffsetMs : offsetOf(state));
}

/** What the next start is to compare with; null: what was kept before is worth more. */
export function timeToKeep(state: TrustedTime, now: Reading): Omit<KeptTime, 'bootId'> | null {
  const believed = state.kind === 'doubted' ? state.former.kind : state.kind;
  if (believed === 'unconfirmed' || believed === 'stopped') return null;
  return { serviceMs: serviceTimeMs(state, now), elapsedMs: now.elapsedMs };
}

function offsetOf(state: TrustedTime): number {
  return state.kind === 'doubted' ? state.former.offsetMs : state.offsetMs;
}

/** How far the wall clock is ahead. */
function leadMs(offsetMs: number, { wallMs, elapsedMs }: Reading): number {
  return wallMs - elapsedMs - offsetMs;
}

function isNear(apartMs: number): boolean {
  return Math.abs(apartMs) <= TOLERANCE_MS;
}

function agreed({ wallMs, elapsedMs }: Reading): TrustedTime {
  return { kind: 'agreed', offsetMs: wallMs - elapsedMs, comparedMs: elapsedMs };
}

/** Follows the wall clock as fast as an honest one is corrected; null: it is elsewhere. */
function follow(state: Agreed | Unconfirmed, now: Reading): TrustedTime | null {
  const lead = leadMs(state.offsetMs, now);
  if (!isNear(lead)) return null;
  const mostMs = Math.floor(Math.max(0, now.elapsedMs - state.comparedMs) * SLEW);
  const followedMs = Math.max(-mostMs, Math.min(mostMs, lead));
  if (followedMs === 0) return state;
  return { ...state, offsetMs: state.offsetMs + followedMs, comparedMs: now.elapsedMs };
}

function doubt(former: Agreed, { elapsedMs }: Reading): TrustedTime {
  return { kind: 'doubted', former, settledMs: former.offsetMs + elapsedMs };
}

/** The wall clock moved before anybody confirmed it: a first correction after the computer's start, or away. */
function afterJump(former: Unconfirmed, now: Reading): TrustedTime {
  const { stoppedOffsetMs: offsetMs, settledMs } = former;
  const judged = afterAbsence({ kind: 'stopped', offsetMs }, now);
  if (judged.kind === 'doubted') return { kind: 'doubted', former, settledMs };
  return judged.kind === 'unconfirmed' ? { ...judged, settledMs } : judged;
}

function afterAbsence(stopped: Stopped, now: Reading): TrustedTime {
  const lead = leadMs(stopped.offsetMs, now);
  const settledMs = now.elapsedMs + stopped.offsetMs;
  if (lead < -TOLERANCE_MS || lead > LONGEST_ABSENCE_MS)
    return { kind: 'doubted', former: stopped, settledMs };
  if (lead <= RESTART_MS) return agreed(now);
  const { wallMs, elapsedMs } = now;
  return {
    kind: 'unconfirmed',
    ...{ offsetMs: wallMs - elapsedMs, comparedMs: elapsedMs },
    ...{ stoppedOffsetMs: stopped.offsetMs, settledMs },
  };
}

/** The wall clock may have come right. */
function reconsider(state: Doubted, now: Reading): TrustedTime {
  const { former, settledMs } = state;
  if (former.kind === 'agreed') return follow(former, now) ?? state;
  const judged = former.kind === 'stopped' ? afterAbsence(former, now) : next(former, 'look', now);
  if (judged.kind === 'doubted') return state;
  return judged.kind === 'unconfirmed' ? { ...judged, settledMs } : judged;
}
