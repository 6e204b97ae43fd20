/** The five-day rolling window of mail, counted in the gateway's time (product 6, G25). */
import { DAY_MS } from './instant.ts';

export const MAIL_WINDOW_MS = 5 * DAY_MS;

/** The oldest `receivedAt` still in the window, in milliseconds UTC. */
export function windowStartMs(nowMs: number): number {
  return nowMs - MAIL_WINDOW_MS;
}

export function inMailWindow(receivedAtMs: number, nowMs: number): boolean {
  return receivedAtMs >= windowStartMs(nowMs);
}

/** A continuity event starts no earlier than the mail reaches back (product 1). */
export const MAX_BACKDATING_MS = MAIL_WINDOW_MS;
