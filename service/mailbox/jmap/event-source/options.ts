/** What a client asks of an event source, from its address (RFC 8620 section 7.3; pure). */
import { z } from 'zod';
import { faultsOf } from '../core/faults.ts';
import { SECOND_MS } from '../../../../shared/domain/instant.ts';

export interface EventSourceOptions {
  /** null: all there are. A type that is not ours never changes. */
  readonly types: ReadonlySet<string> | null;
  /** Ends after the first state. */
  readonly closesAfterState: boolean;
  /** null: none. */
  readonly pingMs: number | null;
}

/** The RFC lets a server choose its bounds, not above 30 and not below 300. */
export const MIN_PING_S = 5;
export const MAX_PING_S = 300;

const schema = z.object({
  types: z.string().min(1),
  closeafter: z.enum(['state', 'no']),
  ping: z.string().regex(/^\d{1,9}$/u, 'must be a number of seconds'),
});

/** The text says which of them is wrong, and how. */
export function eventSourceOptions(query: unknown): EventSourceOptions | string {
  const parsed = schema.safeParse(query);
  if (!parsed.success) return faultsOf(parsed.error);
  const { types, closeafter, ping } = parsed.data;
  const seconds = Math.min(Math.max(Number(ping), MIN_PING_S), MAX_PING_S);
  return {
    types: types === '*' ? null : new Set(types.split(',')),
    closesAfterState: closeafter === 'state',
    pingMs: Number(ping) === 0 ? null : seconds * SECOND_MS,
  };
}
