/** The control service's time in the window: what the last snapshot said, carried on by the window's steady clock. */
import { useEffect, useState } from 'react';
import { toMs, type Instant } from '../../../shared/domain/instant.ts';

export interface WindowClock {
  /** Milliseconds since some fixed moment; never jumps. */
  readonly nowMs: () => number;
  /** The computer's own clock, which may be wrong: only for what is kept in its time, as pauses are. Milliseconds UTC. */
  readonly wallMs: () => number;
}

export interface Anchor {
  readonly serviceTime: Instant;
  readonly receivedAtMs: number;
}

/** Service time in milliseconds UTC. */
export function serviceNowMs(anchor: Anchor, clock: Pick<WindowClock, 'nowMs'>): number {
  return toMs(anchor.serviceTime) + Math.max(0, clock.nowMs() - anchor.receivedAtMs);
}

/** Service time, renewed every `everyMs` and with each snapshot. */
export function useServiceNow(anchor: Anchor, clock: Pick<WindowClock, 'nowMs'>, everyMs: number): number {
  const [, renew] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => renew((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return serviceNowMs(anchor, clock);
}
