/** What saving a draft will do, and when (pure): what the form's foot says in words. */
import { statusAt } from '../../../../shared/domain/continuity-event.ts';
import { fromMs, toMs } from '../../../../shared/domain/instant.ts';
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { resolveTime } from './draft-time.ts';
import type { EventDraft } from './event-draft.ts';

export type Outcome =
  /** A time is missing or not settled. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'starts-later'; readonly inMs: number }
  /** A past start makes devices fetch the mail since then. */
  | { readonly kind: 'starts-now'; readonly backdatedMs: number }
  /** It runs, and goes on; null: until somebody ends it. */
  | { readonly kind: 'goes-on'; readonly forMs: number | null }
  /** It runs, and will have ended. */
  | { readonly kind: 'ends' }
  /** It has ended, and runs again. */
  | { readonly kind: 'runs-again' }
  /** It is over before it is saved: a record of what was. */
  | { readonly kind: 'over' };

/** `former`: as it is saved; null for a new one. Less than a minute back is now. */
export function outcomeOf(draft: EventDraft, former: EventView | null, nowMs: number): Outcome {
  const start = draft.startsNow ? null : resolveTime(draft.start, draft.timeZone);
  const end = draft.eternal ? null : resolveTime(draft.end, draft.timeZone);
  if ((start !== null && start.kind !== 'instant') || (end !== null && end.kind !== 'instant')) {
    return { kind: 'unknown' };
  }
  const startMs = start?.atMs ?? nowMs;
  const span = { start: fromMs(startMs), end: end === null ? null : fromMs(end.atMs) };
  const status = statusAt(span, nowMs);
  const was = former === null ? null : statusAt(former, nowMs);
  if (status === 'pending') return { kind: 'starts-later', inMs: startMs - nowMs };
  if (status === 'expired') return { kind: was === 'current' ? 'ends' : 'over' };
  if (was === 'current') return { kind: 'goes-on', forMs: end === null ? null : end.atMs - nowMs };
  if (was === 'expired') return { kind: 'runs-again' };
  return { kind: 'starts-now', backdatedMs: Math.max(0, nowMs - startMs) };
}

/** How long it lasts; null: Eternal, or not known. */
export function lengthMs({ start, end }: Pick<EventView, 'start' | 'end'>): number | null {
  return end === null ? null : toMs(end) - toMs(start);
}
