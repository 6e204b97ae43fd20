/** Who will take part in a continuity event and who will not: the same function that the devices run (product 1, product 2). */
import { statusAt, type ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { toMs } from '../../shared/domain/instant.ts';
import {
  participation,
  type ParticipatingDevice,
  type ParticipationReason,
} from '../../shared/domain/participation.ts';
import type { Impact } from '../../shared/http/continuity-events.ts';

/** A member of the affected group. */
export interface AffectedPerson {
  readonly userId: string;
  readonly disasterRecovery: boolean;
  readonly smsConsent: boolean;
  /** Revoked ones left out where another is registered, so that an old computer does not count twice. */
  readonly devices: readonly (ParticipatingDevice & { readonly deviceId: string })[];
}

type Affecting = Pick<ContinuityEvent, 'affectedGroupId' | 'outlookContinuity' | 'start' | 'end'>;

/** Judged at the start of an event that is still to come, otherwise now. */
export function impactOf(
  event: Affecting,
  people: readonly AffectedPerson[],
  nowMs: number,
): Omit<Impact, 'warnings'> {
  const atMs = statusAt(event, nowMs) === 'pending' ? toMs(event.start) : nowMs;
  const participants: Impact['participants'] = [];
  const nonParticipants: Impact['nonParticipants'] = [];
  for (const { userId, disasterRecovery, devices } of people) {
    const person = { groupIds: new Set([event.affectedGroupId]), disasterRecovery };
    if (devices.length === 0) {
      const { reasons } = participation(event, person, null, atMs);
      nonParticipants.push({ userId, reasons: [...reasons] });
    }
    for (const { deviceId, ...device } of devices) {
      const { participates, reasons } = participation(event, person, device, atMs);
      if (participates) participants.push({ userId, deviceId });
      else nonParticipants.push({ userId, deviceId, reasons: [...reasons] });
    }
  }
  const counts = {
    people: people.length,
    devices: people.reduce((sum, { devices }) => sum + devices.length, 0),
    participants: participants.length,
    nonParticipants: nonParticipants.length,
    reasons: countReasons(nonParticipants.flatMap(({ reasons }) => reasons)),
  };
  return { counts, participants, nonParticipants };
}

function countReasons(reasons: readonly ParticipationReason[]): Impact['counts']['reasons'] {
  const counts: Impact['counts']['reasons'] = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
