/** Which mode band the window shows: a pure function of the snapshot, so that it can say nothing that is not so. */
import { toMs, type Instant } from '../../../shared/domain/instant.ts';
import type { DeviceSnapshot, EventView, ModeView } from '../../../shared/bridge/snapshot.ts';
import type { Recovery } from '../../../shared/domain/device-event.ts';
import type { ParticipationReason } from '../../../shared/domain/participation.ts';
import { linkStanding } from '../state/link-standing.ts';

/** What can be read on this device now. */
export type Reading =
  | { readonly kind: 'five-days' }
  | { readonly kind: 'so-far'; readonly have: number; readonly expected: number | null };

/** Something that qualifies what the band says; null when it is so, and now. */
export type Caveat =
  | { readonly kind: 'checking' }
  | { readonly kind: 'last-known'; readonly heardAt: Instant }
  | { readonly kind: 'link-lost' }
  | null;

export type BandModel =
  | {
      readonly kind: 'normal';
      /** Set when nobody can say that it is still so: the last time that it was known. */
      readonly knownAt: Instant | null;
      /** Why this device stays out of a Current event that is meant for the person; null when there is none. */
      readonly leftOut: ParticipationReason | null;
      readonly caveat: Caveat;
      /** Whether scheduled events are known that will start without the link. */
      readonly scheduled: boolean;
    }
  | {
      readonly kind: 'dr';
      readonly main: EventView;
      readonly others: readonly EventView[];
      readonly reading: Reading;
      readonly caveat: Caveat;
    }
  | { readonly kind: 'blocked'; readonly main: EventView }
  | { readonly kind: 'recovering'; readonly main: EventView; readonly recovery: Recovery };

/** The member of the union that one component shows. */
export type BandOf<Kind extends BandModel['kind']> = Extract<BandModel, { readonly kind: Kind }>;

export function chooseBand(device: DeviceSnapshot, nowMs: number): BandModel {
  const { mode } = device;
  const caveat = caveatOf(device, nowMs);
  const [main, ...others] = mode.participating;
  if (main !== undefined) return { kind: 'dr', main, others, reading: readingOf(device), caveat };
  const [blocked] = mode.blocked;
  if (blocked !== undefined) return { kind: 'blocked', main: blocked };
  if (mode.recovering !== null) {
    return { kind: 'recovering', main: mode.recovering.event, recovery: mode.recovering.recovery };
  }
  return {
    kind: 'normal',
    knownAt: caveat === null ? null : device.link.lastContactAt,
    leftOut: leftOutOf(mode),
    caveat,
    scheduled: mode.upcoming.some((upcoming) => upcoming.outlookContinuity),
  };
}

/** Tells two bands apart for an announcement: a counter that moves is not a new mode. */
export function bandKey(band: BandModel): string {
  return band.kind === 'normal' ? band.kind : `${band.kind} ${band.main.id} ${band.main.startMessage}`;
}

function caveatOf({ mode, link }: DeviceSnapshot, nowMs: number): Caveat {
  if (mode.checking) return { kind: 'checking' };
  if (mode.lastKnownAt !== null) return { kind: 'last-known', heardAt: mode.lastKnownAt };
  return linkStanding(link, nowMs).kind === 'lost' ? { kind: 'link-lost' } : null;
}

/** An event for other people's groups is nobody's business here. */
function leftOutOf({ reasons }: ModeView): ParticipationReason | null {
  return reasons.includes('not-in-affected-group') ? null : (reasons[0] ?? null);
}

function readingOf({ cache }: DeviceSnapshot): Reading {
  if (cache.state === 'off') return { kind: 'so-far', have: 0, expected: null };
  if (cache.state === 'complete') return { kind: 'five-days' };
  return { kind: 'so-far', have: cache.messages, expected: cache.expected };
}

/** Whole hours since, at least one. */
export function hoursSince(at: Instant, nowMs: number): number {
  return Math.max(1, Math.floor((nowMs - toMs(at)) / 3_600_000));
}
