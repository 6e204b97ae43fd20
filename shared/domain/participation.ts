/** Who takes part in a continuity event: the one function that service, console and device share (product 2). */
import { statusAt } from './continuity-event.ts';
import type { ContinuityEvent } from './continuity-event.ts';

/** Every reason why not, in the order in which they are given. */
export const PARTICIPATION_REASONS = [
  'event-not-current',
  'outlook-continuity-off',
  'not-in-affected-group',
  'no-disaster-recovery-permission',
  'no-registered-device',
  'device-revoked',
  'signed-out',
  'cached-mode-off',
] as const;
export type ParticipationReason = (typeof PARTICIPATION_REASONS)[number];

export type Participation =
  | { readonly participates: true; readonly reasons: readonly [] }
  | { readonly participates: false; readonly reasons: readonly ParticipationReason[] };

export interface ParticipatingPerson {
  /** As of the last successful directory synchronisation. */
  readonly groupIds: ReadonlySet<string>;
  readonly disasterRecovery: boolean;
}

export interface ParticipatingDevice {
  readonly revoked: boolean;
  readonly signedIn: boolean;
  readonly cachedMode: boolean;
}

type Affecting = Pick<ContinuityEvent, 'affectedGroupId' | 'outlookContinuity' | 'start' | 'end'>;

/** `device` is null in a preview for a person who has registered none. */
export function participation(
  event: Affecting,
  person: ParticipatingPerson,
  device: ParticipatingDevice | null,
  nowMs: number,
): Participation {
  const holds: Readonly<Record<ParticipationReason, boolean>> = {
    'event-not-current': statusAt(event, nowMs) !== 'current',
    'outlook-continuity-off': !event.outlookContinuity,
    'not-in-affected-group': !person.groupIds.has(event.affectedGroupId),
    'no-disaster-recovery-permission': !person.disasterRecovery,
    'no-registered-device': device === null,
    'device-revoked': device?.revoked ?? false,
    'signed-out': device !== null && !device.signedIn,
    'cached-mode-off': device !== null && !device.cachedMode,
  };
  const reasons = PARTICIPATION_REASONS.filter((reason) => holds[reason]);
  return reasons.length === 0 ? { participates: true, reasons: [] } : { participates: false, reasons };
}
