/** The way between one computer and the service: what passes, and how fast. */
import type { Random } from './random.ts';

/**
 * `clear`: everything passes. `refused`: connecting fails at once, what is open ends. `blackhole`: nothing passes and
 * nobody is told; what is under way arrives when it clears. `swallowed`: the same, and what was open stays dead for
 * ever, as behind a router that forgot it. `no-websocket`: HTTP passes, the channel does not.
 */
export type PathState = 'clear' | 'refused' | 'blackhole' | 'swallowed' | 'no-websocket';

export interface Path {
  state: PathState;
  /** The computer sleeps: its network does too. */
  asleep: boolean;
  /** One way, at least and at most; milliseconds. */
  latency: { readonly lowMs: number; readonly highMs: number };
}

/** An office on a good day. */
export const USUAL_LATENCY = { lowMs: 5, highMs: 60 };

export const createPath = (): Path => ({ state: 'clear', asleep: false, latency: USUAL_LATENCY });

export function isSilent({ state, asleep }: Path): boolean {
  return asleep || state === 'blackhole' || state === 'swallowed';
}

export function oneWayMs({ latency }: Path, random: Random): number {
  return random.whole(latency.lowMs, latency.highMs);
}
