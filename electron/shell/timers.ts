/** The shell's own timers in the shape that its parts take them: starting one returns its stop. */
import type { Stop } from '../../shared/lib/emitter.ts';

export function after(delayMs: number, run: () => void): Stop {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

export function every(periodMs: number, run: () => void): Stop {
  const timer = setInterval(run, periodMs);
  return () => clearInterval(timer);
}
