/** The link to the control service in few words: short drops stay quiet (product 3, house style 21). */
import { SECOND_MS, toMs, type Instant } from '../../../shared/domain/instant.ts';
import type { LinkView } from '../../../shared/bridge/snapshot.ts';

/** A half-open link is noticed after this much silence (G3); until then a link that reconnects is not worth a word. */
const QUIET_DROP_MS = 30 * SECOND_MS;
/** With the reconnect's back-off the third failure comes some seconds after the drop: by then it lasts. */
const QUIET_ATTEMPTS = 2;

export type LinkStanding =
  | { readonly kind: 'linked' }
  /** Over HTTP every few minutes, because the channel is closed to us. */
  | { readonly kind: 'polling' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'lost'; readonly nextRetryAt: Instant | null };

export function linkStanding(link: LinkView, nowMs: number): LinkStanding {
  if (link.state === 'online') return { kind: 'linked' };
  if (link.state === 'polling') return { kind: 'polling' };
  if (link.lastContactAt === null) {
    // Before the first contact there is nothing to have lost; a failure makes it so.
    return link.problem === null ? { kind: 'connecting' } : { kind: 'lost', nextRetryAt: link.nextRetryAt };
  }
  const silentMs = nowMs - toMs(link.lastContactAt);
  const quiet = silentMs < QUIET_DROP_MS && link.attempts <= QUIET_ATTEMPTS;
  return quiet ? { kind: 'linked' } : { kind: 'lost', nextRetryAt: link.nextRetryAt };
}
