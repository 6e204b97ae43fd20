/** REST: whether the service's clock is believed, and the word of an administrator where it is not. */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';

const CLOCK_STATES = ['agreed', 'unconfirmed', 'doubted', 'own'] as const;

export const serviceClockSchema = z.object({
  /**
   * `agreed`: nothing is wrong; `unconfirmed`: the service was away for long, by the wall clock; `doubted`: the wall clock jumped;
   * `own`: an administrator has said that the wall clock is wrong.
   */
  state: z.enum(CLOCK_STATES),
  /** What the service goes by. */
  serviceTime: instantSchema,
  /** What its computer says. */
  wallTime: instantSchema,
  /** What it would go by without the wall clock. */
  ownTime: instantSchema,
});
export type ServiceClockView = z.infer<typeof serviceClockSchema>;

/** `wall`: the computer's clock is right; `own`: the service's own time is. */
export const clockDecisionSchema = z.object({ believe: z.enum(['wall', 'own']) });
