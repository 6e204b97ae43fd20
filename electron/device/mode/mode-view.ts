/** The mode as the window shows it: pure. */
import type { ModeView } from '../../../shared/bridge/snapshot.ts';
import { fromMs } from '../../../shared/domain/instant.ts';
import { PARTICIPATION_REASONS } from '../../../shared/domain/participation.ts';
import type { ParticipationReason } from '../../../shared/domain/participation.ts';
import { isBlocked, isUpcoming, recoveringOf, viewOf } from './derive-mode.ts';
import type { DerivedMode } from './derive-mode.ts';
import { isChecking, lastKnownMs } from './staleness.ts';
import type { Contact } from './staleness.ts';

export function modeView(
  derived: DerivedMode,
  sinceMs: number | null,
  contact: Contact,
  nowMs: number,
): ModeView {
  const { mode, verdicts } = derived;
  const staleSinceMs = lastKnownMs(verdicts, contact, nowMs);
  return {
    mode,
    since: sinceMs === null ? null : fromMs(sinceMs),
    participating: verdicts.filter(({ participates }) => participates).map(viewOf),
    blocked: verdicts.filter(isBlocked).map(viewOf),
    upcoming: verdicts.filter(isUpcoming).map(viewOf),
    reasons: reasonsOf(derived),
    recovering: recoveringOf(verdicts),
    lastKnownAt: staleSinceMs === null ? null : fromMs(staleSinceMs),
    checking: isChecking(contact),
  };
}

function reasonsOf({ mode, verdicts }: DerivedMode): readonly ParticipationReason[] {
  if (mode === 'dr') return [];
  const current = verdicts.filter(({ status }) => status === 'current');
  return PARTICIPATION_REASONS.filter((reason) => current.some(({ reasons }) => reasons.includes(reason)));
}

/** Of a device on which nobody is signed in. */
export function noMode(reasons: readonly ParticipationReason[]): ModeView {
  return {
    mode: 'normal',
    since: null,
    participating: [],
    blocked: [],
    upcoming: [],
    reasons,
    recovering: null,
    lastKnownAt: null,
    checking: false,
  };
}
