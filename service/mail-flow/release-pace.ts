/** How fast held mail goes back: so many a minute, evenly, and never a burst that was saved up (pure; STATES.md H4). */
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';

/** What may be released now; a fraction is kept for the next time. */
export interface Allowance {
  readonly messages: number;
  /** Monotonic. */
  readonly asOfMs: number;
}

export const RELEASE_STEP_MS = SECOND_MS;

/** What has grown since is added, up to one step's worth. */
export function grown({ messages, asOfMs }: Allowance, perMinute: number, nowMs: number): Allowance {
  const most = Math.max(1, (perMinute * RELEASE_STEP_MS) / MINUTE_MS);
  const more = (perMinute * (nowMs - asOfMs)) / MINUTE_MS;
  return { messages: Math.min(most, messages + more), asOfMs: nowMs };
}

export function spent(allowance: Allowance, messages: number): Allowance {
  return { ...allowance, messages: allowance.messages - messages };
}
