/** Tells `/readyz` that the clock of the computer is not believed, and nobody has decided (STATES.md, clock 8). */
import type { ReadinessSource } from '../readiness.ts';
import type { SteerableClock } from './service-clock.ts';
import { isInDoubt } from './trusted-time.ts';
import { CLOCK_WORDS } from './watch-clock.ts';

export function clockReadiness({ trust }: Pick<SteerableClock, 'trust'>): ReadinessSource {
  return () => {
    const { kind } = trust();
    return isInDoubt(kind) ? [{ code: 'clock-in-doubt', message: CLOCK_WORDS[kind] }] : [];
  };
}
