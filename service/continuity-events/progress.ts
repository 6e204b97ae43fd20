/** How far a continuity event has come on a device, from what the service knows of it (pure; the words are in `event-progress.ts`). */
import { statusAt } from '../../shared/domain/continuity-event.ts';
import { toMs } from '../../shared/domain/instant.ts';
import type { ParticipationReason } from '../../shared/domain/participation.ts';
import type { ProgressCounts, ProgressState } from '../../shared/http/event-progress.ts';
import { judge, type Affecting, type Member } from './impact.ts';

export interface Sighting {
  readonly member: Member;
  /** By its channel, or because it polls. */
  readonly reachable: boolean;
  /** What the device said of this event in its last report; null: nothing. */
  readonly reported: { readonly participates: boolean } | null;
  /** The start message was shown. */
  readonly shown: boolean;
}

export interface Progress {
  readonly state: ProgressState;
  readonly reasons: readonly ParticipationReason[];
}

export function progressOf(event: Affecting, sighting: Sighting, nowMs: number): Progress {
  const { participates, reasons } = judge(event, sighting.member, judgedAtMs(event, nowMs));
  // Whoever took part and cannot any more is in DR no more; of an event that is over only what was counts.
  const counts = participates || statusAt(event, nowMs) === 'expired';
  if (sighting.shown && counts) return { state: 'shown', reasons: [] };
  if (!participates) return { state: 'cannot', reasons };
  if (sighting.reported?.participates === true) return { state: 'in-dr', reasons: [] };
  const knows = sighting.reachable || sighting.reported !== null;
  return { state: knows ? 'delivered' : 'not-reachable', reasons: [] };
}

/** What a device did is asked of an Expired event too: it is judged as of its last moment. */
function judgedAtMs(event: Affecting, nowMs: number): number {
  if (event.end === null || statusAt(event, nowMs) !== 'expired') return nowMs;
  return Math.max(toMs(event.start), toMs(event.end) - 1);
}

export const NO_PROGRESS: ProgressCounts = {
  participants: 0,
  delivered: 0,
  inDr: 0,
  shown: 0,
  notReachable: 0,
  cannot: 0,
};

/** Who has come further has come this far too. */
export function tally(counts: ProgressCounts, state: ProgressState): ProgressCounts {
  const one = (holds: boolean): number => (holds ? 1 : 0);
  return {
    participants: counts.participants + one(state !== 'cannot'),
    delivered: counts.delivered + one(state === 'delivered' || state === 'in-dr' || state === 'shown'),
    inDr: counts.inDr + one(state === 'in-dr' || state === 'shown'),
    shown: counts.shown + one(state === 'shown'),
    notReachable: counts.notReachable + one(state === 'not-reachable'),
    cannot: counts.cannot + one(state === 'cannot'),
  };
}
