/** When to ping a device and when to give it up (interfaces 3: pings every heartbeat, one and a half of silence is the end). */
import { HEARTBEAT_JITTER, HEARTBEAT_MS, SILENCE_FACTOR } from '../../shared/protocol/timing.ts';
import { WHEEL_TICK_MS } from './deadline-wheel.ts';

/** Less one tick of the wheel, so that a dead link is noticed within 30 s and not a little later (G3). */
export const SILENCE_MS = HEARTBEAT_MS * SILENCE_FACTOR - WHEEL_TICK_MS;

/** Monotonic milliseconds. */
export interface Pulse {
  readonly heardMs: number;
  readonly pingAtMs: number;
}

export type PulseVerdict = 'wait' | 'ping' | 'silent';

export function judgePulse(pulse: Pulse, nowMs: number): PulseVerdict {
  if (nowMs - pulse.heardMs >= SILENCE_MS) return 'silent';
  return nowMs >= pulse.pingAtMs ? 'ping' : 'wait';
}

/** The next instant at which the verdict may be another. */
export function nextPulseLookMs(pulse: Pulse): number {
  return Math.min(pulse.pingAtMs, pulse.heardMs + SILENCE_MS);
}

/** `chance` in [0, 1): a heartbeat from now, give or take 10 %. */
export function nextPingAtMs(nowMs: number, chance: number): number {
  return nowMs + HEARTBEAT_MS * (1 + HEARTBEAT_JITTER * (2 * chance - 1));
}
