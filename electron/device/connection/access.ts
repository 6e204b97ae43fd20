/** The Bearer token for the mailbox: kept in memory only, and gone when it expires (interfaces 3, `token`). */
import { SECOND_MS, toMs } from '../../../shared/domain/instant.ts';
import type { Instant } from '../../../shared/domain/instant.ts';

/** A request under way must not meet the end of its token. */
const MARGIN_MS = 5 * SECOND_MS;

export interface Access {
  readonly take: (token: string, expiresAt: Instant) => void;
  /** `nowMs`: service time. */
  readonly current: (nowMs: number) => string | null;
}

export function createAccess(): Access {
  let held: { readonly token: string; readonly expiresAtMs: number } | null = null;
  return {
    take(token, expiresAt) {
      held = { token, expiresAtMs: toMs(expiresAt) };
    },
    current: (nowMs) => (held !== null && nowMs < held.expiresAtMs - MARGIN_MS ? held.token : null),
  };
}
