/** The mode and all that the window shows of it: a pure function of what is known, of the device and of service time (product 3). */
import { nextStatusChangeMs, statusAt } from '../../../shared/domain/continuity-event.ts';
import { participation } from '../../../shared/domain/participation.ts';
import { toMs } from '../../../shared/domain/instant.ts';
import type { EventView } from '../../../shared/bridge/snapshot.ts';
import type { EventStatus } from '../../../shared/domain/continuity-event.ts';
import type { DeviceEvent, Recovery } from '../../../shared/domain/device-event.ts';
import type { ParticipatingDevice, ParticipationReason } from '../../../shared/domain/participation.ts';
import type { Standing } from '../../../shared/protocol/messages/parts.ts';

/** A continuity event with what this device makes of it now. */
export interface Verdict {
  readonly event: DeviceEvent;
  readonly status: EventStatus;
  readonly participates: boolean;
  readonly reasons: readonly ParticipationReason[];
}

export interface DerivedMode {
  readonly mode: 'normal' | 'dr';
  /** Of every known event, oldest start first. */
  readonly verdicts: readonly Verdict[];
  /** The next instant at which time alone changes a verdict; service time, milliseconds UTC. */
  readonly nextChangeMs: number | null;
}

export function deriveMode(
  events: ReadonlyMap<string, DeviceEvent>,
  standing: Standing | null,
  device: ParticipatingDevice,
  nowMs: number,
): DerivedMode {
  const person = {
    groupIds: new Set(standing?.groups.map((group) => group.id)),
    disasterRecovery: standing?.permissions.disasterRecovery ?? false,
  };
  const verdicts = [...events.values()]
    .map((event): Verdict => ({
      event,
      status: statusAt(event, nowMs),
      ...participation(event, person, device, nowMs),
    }))
    .sort((a, b) => toMs(a.event.start) - toMs(b.event.start) || (a.event.id < b.event.id ? -1 : 1));
  const changes = verdicts
    .map(({ event }) => nextStatusChangeMs(event, nowMs))
    .filter((atMs) => atMs !== null);
  return {
    mode: verdicts.some(({ participates }) => participates) ? 'dr' : 'normal',
    verdicts,
    nextChangeMs: changes.length === 0 ? null : Math.min(...changes),
  };
}

export const viewOf = ({ event, participates, reasons }: Verdict): EventView => ({
  ...event,
  participates,
  reasons,
});

/** Only something that the person can mend stands in the way. */
export function isBlocked({ reasons }: Pick<Verdict, 'reasons'>): boolean {
  return reasons.length === 1 && reasons[0] === 'cached-mode-off';
}

/** Only the time stands in the way: the device takes part when it comes, or would have when it was. */
export function onlyTimeIsMissing({ reasons }: Pick<Verdict, 'reasons'>): boolean {
  return reasons.length === 1 && reasons[0] === 'event-not-current';
}

/** What is to come for this person, cached mode on or off. */
export function isUpcoming({ status, reasons }: Verdict): boolean {
  return (
    status === 'pending' &&
    reasons.every((reason) => reason === 'event-not-current' || reason === 'cached-mode-off')
  );
}

/** Held mail of an ended event in which the device took part is on its way back (product 1, Recovering). */
export function recoveringOf(
  verdicts: readonly Verdict[],
): { readonly event: EventView; readonly recovery: Recovery } | null {
  const latest = verdicts.findLast(
    (verdict) => verdict.status === 'expired' && verdict.event.recovering && onlyTimeIsMissing(verdict),
  );
  if (latest === undefined) return null;
  return { event: viewOf(latest), recovery: latest.event.recovery ?? { delivered: 0, total: 0 } };
}
