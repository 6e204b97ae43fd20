/** Lets only so many requests of one person in at once. */
import type { Stop } from '../../../shared/lib/emitter.ts';

export interface Turnstile {
  /** Returns how to leave, or null when it is full. */
  readonly enter: (who: string) => Stop | null;
}

export function createTurnstile(places: number): Turnstile {
  const inside = new Map<string, number>();
  return {
    enter: (who) => {
      const others = inside.get(who) ?? 0;
      if (others >= places) return null;
      inside.set(who, others + 1);
      return () => {
        const left = (inside.get(who) ?? 1) - 1;
        if (left === 0) inside.delete(who);
        else inside.set(who, left);
      };
    },
  };
}
