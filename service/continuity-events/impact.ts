/** Who will take part in a continuity event and who will not: the same function that the devices run (product 1, product 2). */
import { statusAt, type ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { toMs } from '../../shared/domain/instant.ts';
import {
  participation,
  type Participation,
  type ParticipatingDevice,
  type ParticipationReason,
} from '../../shared/domain/participation.ts';
import type { Impact } from '../../shared/http/continuity-events.ts';

/** A member of the affected group with a device of theirs; null: they have none. */
export interface Member {
  readonly disasterRecovery: boolean;
  /** Has a number, and agreed to be sent SMS. */
  readonly smsReady: boolean;
  readonly device: ParticipatingDevice | null;
}

/** Members that no rule tells apart, and how many they are: a group of 50,000 is judged as quickly as one of 50. */
export interface Cohort extends Member {
  readonly size: number;
}

export interface NamedMember extends Member {
  readonly userId: string;
  readonly deviceId: string | null;
}

export type Affecting = Pick<ContinuityEvent, 'affectedGroupId' | 'outlookContinuity' | 'start' | 'end'>;

/** Events that are still to come are judged at their start, all others now. */
export function judge(event: Affecting, member: Member, nowMs: number): Participation {
  const atMs = statusAt(event, nowMs) === 'pending' ? toMs(event.start) : nowMs;
  const person = {
    groupIds: new Set([event.affectedGroupId]),
    disasterRecovery: member.disasterRecovery,
  };
  return participation(event, person, member.device, atMs);
}

/** `people`: how many the group has. */
export function impactCounts(
  event: Affecting,
  cohorts: readonly Cohort[],
  people: number,
  nowMs: number,
): Impact['counts'] {
  const reasons: Partial<Record<ParticipationReason, number>> = {};
  const counts = { people, devices: 0, participants: 0, nonParticipants: 0, reasons };
  for (const cohort of cohorts) {
    const judged = judge(event, cohort, nowMs);
    if (cohort.device !== null) counts.devices += cohort.size;
    if (judged.participates) counts.participants += cohort.size;
    else counts.nonParticipants += cohort.size;
    for (const reason of judged.reasons) reasons[reason] = (reasons[reason] ?? 0) + cohort.size;
  }
  return counts;
}

export function impactLists(
  event: Affecting,
  members: readonly NamedMember[],
  nowMs: number,
): Pick<Impact, 'participants' | 'nonParticipants'> {
  const participants: Impact['participants'] = [];
  const nonParticipants: Impact['nonParticipants'] = [];
  for (const { userId, deviceId, ...member } of members) {
    const { participates, reasons } = judge(event, member, nowMs);
    if (deviceId === null) nonParticipants.push({ userId, reasons: [...reasons] });
    else if (participates) participants.push({ userId, deviceId });
    else nonParticipants.push({ userId, deviceId, reasons: [...reasons] });
  }
  return { participants, nonParticipants };
}
