/** How far what is known can be trusted: silence during an Eternal event, and after waking (guarantees, mechanics; G4). */
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/instant.ts';
import type { Verdict } from './derive-mode.ts';

/** Without contact for this long an event that has no end is only the last known state. */
export const STALE_AFTER_MS = DAY_MS;
/** A contact this recent before waking needs no "checking". */
export const FRESH_CONTACT_MS = MINUTE_MS;

/** Service time, milliseconds UTC; null: never. */
export interface Contact {
  readonly lastContactMs: number | null;
  readonly wokeAtMs: number | null;
}

/** The last contact, when it is too long ago for an Eternal event that is on; else null. */
export function lastKnownMs(verdicts: readonly Verdict[], contact: Contact, nowMs: number): number | null {
  const { lastContactMs } = contact;
  if (lastContactMs === null || nowMs - lastContactMs < STALE_AFTER_MS) return null;
  return verdicts.some(({ event, participates }) => participates && event.end === null)
    ? lastContactMs
    : null;
}

export function isChecking({ lastContactMs, wokeAtMs }: Contact): boolean {
  if (wokeAtMs === null) return false;
  return lastContactMs === null || wokeAtMs - lastContactMs > FRESH_CONTACT_MS;
}
