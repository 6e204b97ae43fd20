/** What time it is at the service, by this computer's clocks: pure; rules in STATES.md beside this file (G4, G5). */

/** Both clocks read at one moment, milliseconds. */
export interface Reading {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

interface Anchored {
  /** Service time, milliseconds UTC, at `anchor`. */
  readonly serviceMs: number;
  readonly anchor: Reading;
  /** The clocks when they were last compared. */
  readonly last: Reading;
}

export type ServiceTime =
  /** Nothing heard since the device started: the wall clock, never below the last service time it knew. */
  | ({ readonly kind: 'assumed'; readonly floorMs: number } & Anchored)
  | ({
      readonly kind: 'known';
      /** Half the width of the interval in which the service's time lay at the anchor. */
      readonly uncertaintyMs: number;
      /** A jump of the wall clock that a wake signal may yet explain as sleep. */
      readonly jump: { readonly forwardMs: number; readonly atMs: number } | null;
    } & Anchored);

/** What the service said of its time: `serviceMs` at `at`, give or take `uncertaintyMs`. */
export interface TimeSample {
  readonly serviceMs: number;
  readonly at: Reading;
  readonly uncertaintyMs: number;
}

/** Wall and monotonic clock drift apart by less in a tick; more is a jump (guarantees, timer rule). */
export const JUMP_MS = 2000;
/** A wake signal explains a jump seen this long before it, or at it: the timer may fire before the system says that it woke. */
export const WAKE_EXPLAINS_MS = 30_000;
/** The system says that it woke within this; what the network held for a sleeping computer may come before it does. */
export const DOUBT_MS = 2000;
/** Quartz: 100 parts in a million is a bad one. */
const DRIFT = 100 / 1_000_000;

/** `floorMs`: the last service time that was known and kept, null on the very first start. */
export function assumedTime(floorMs: number | null, now: Reading): ServiceTime {
  const floor = floorMs ?? Number.NEGATIVE_INFINITY;
  return { kind: 'assumed', floorMs: floor, serviceMs: Math.max(now.wallMs, floor), anchor: now, last: now };
}

/** Service time, milliseconds UTC. */
export function serviceNowMs(time: ServiceTime, now: Reading): number {
  return time.serviceMs + (now.monotonicMs - time.anchor.monotonicMs);
}

export function uncertaintyAt(time: ServiceTime, now: Reading): number {
  if (time.kind === 'assumed') return Number.POSITIVE_INFINITY;
  return time.uncertaintyMs + (now.monotonicMs - time.anchor.monotonicMs) * DRIFT;
}

/** Takes a sample when it is at least as good as what is known, or when both cannot be true: then the service's clock was moved. */
export function withSample(time: ServiceTime, sample: TimeSample, now: Reading): ServiceTime {
  const ours = uncertaintyAt(time, now);
  const apartMs = Math.abs(sample.serviceMs - serviceNowMs(time, sample.at));
  if (sample.uncertaintyMs > ours && apartMs <= sample.uncertaintyMs + ours) return time;
  return known(sample, now);
}

/** The service says that its clock was moved: whatever was known is void. */
export function afterClockChange(sample: TimeSample, now: Reading): ServiceTime {
  return known(sample, now);
}

function known(sample: TimeSample, now: Reading): ServiceTime {
  const { serviceMs, at, uncertaintyMs } = sample;
  return { kind: 'known', serviceMs, anchor: at, uncertaintyMs, last: now, jump: null };
}

/** Compares the clocks; to be called at least every minute. The same value when nothing is worth keeping. */
export function afterTick(time: ServiceTime, now: Reading): ServiceTime {
  const forwardMs = jumpBetween(time.last, now);
  if (Math.abs(forwardMs) <= JUMP_MS) return { ...time, last: now };
  if (time.kind === 'known') {
    return { ...time, last: now, jump: { forwardMs, atMs: now.monotonicMs } };
  }
  // The wall clock is all there is: follow where it was set, within the floor as it has moved on.
  const floorMs = time.floorMs + (now.monotonicMs - time.anchor.monotonicMs);
  return { kind: 'assumed', floorMs, serviceMs: Math.max(now.wallMs, floorMs), anchor: now, last: now };
}

/** A jump forward that a wake signal may explain at any moment: until then this may be a time of before the sleep. */
export function isDoubtful(time: ServiceTime, now: Reading): boolean {
  if (time.kind === 'assumed' || time.jump === null || time.jump.forwardMs <= 0) return false;
  return now.monotonicMs - time.jump.atMs < DOUBT_MS;
}

/**
 * The computer woke. Where the monotonic clock stopped with it, the wall clock says how long it slept;
 * a wall clock set back or not moved says nothing.
 */
export function afterWake(time: ServiceTime, now: Reading): ServiceTime {
  const ticked = afterTick(time, now);
  if (ticked.kind === 'assumed' || ticked.jump === null) return ticked;
  const { forwardMs, atMs } = ticked.jump;
  if (forwardMs <= 0 || now.monotonicMs - atMs > WAKE_EXPLAINS_MS) return { ...ticked, jump: null };
  // An estimate: any sample of the service is better.
  return {
    ...ticked,
    serviceMs: serviceNowMs(ticked, now) + forwardMs,
    anchor: now,
    uncertaintyMs: forwardMs,
    jump: null,
  };
}

function jumpBetween(before: Reading, now: Reading): number {
  return now.wallMs - before.wallMs - (now.monotonicMs - before.monotonicMs);
}
