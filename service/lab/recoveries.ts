/** Plays the way back of held mail, for testers; lost at a restart like everything of the lab (product 8). */
import type { Recovery } from '../../shared/domain/device-event.ts';
import type { Recoveries } from '../continuity-events/continuity-events.ts';

export interface LabRecoveries extends Recoveries {
  readonly set: (eventId: string, recovery: Recovery | null) => void;
}

export function createLabRecoveries(): LabRecoveries {
  const played = new Map<string, Recovery>();
  return {
    of: (eventId) => played.get(eventId) ?? null,
    set(eventId, recovery) {
      if (recovery === null) played.delete(eventId);
      else played.set(eventId, recovery);
    },
  };
}

/** Where no mail flows, none is ever on its way back. */
export const NO_RECOVERIES: Recoveries = { of: () => null };
