/** What an event will do, step by step (pure): only what is still to come. */
import { MINUTE_MS } from '../../../../shared/domain/instant.ts';
import type { EventDraft } from '../draft/event-draft.ts';

export interface PlannedStep {
  readonly kind:
    'sms' | 'switch' | 'switchNow' | 'none' | 'held' | 'expanded' | 'end' | 'endHeld' | 'endSms' | 'eternal';
  /** null: at once; with `until`, without end. */
  readonly atMs: number | null;
  /** It lasts until then. */
  readonly until: boolean;
}

interface Span {
  /** null: as soon as it is saved. */
  readonly startMs: number | null;
  /** null: Eternal. */
  readonly endMs: number | null;
  readonly nowMs: number;
}

export function plannedSteps(draft: EventDraft, { startMs, endMs, nowMs }: Span): readonly PlannedStep[] {
  if (endMs !== null && endMs <= nowMs) return [];
  const ahead = startMs !== null && startMs > nowMs;
  const atStart = ahead ? startMs : null;
  const step = (kind: PlannedStep['kind'], atMs: number | null, until = false): PlannedStep => ({
    kind,
    atMs,
    until,
  });
  const switching = !draft.outlookContinuity ? 'none' : ahead ? 'switch' : 'switchNow';
  const sms = draft.smsGroupId !== null;
  return [
    ...(sms && draft.startSms !== '' && (ahead || startMs === null)
      ? [step('sms', smsAt(draft, startMs, nowMs))]
      : []),
    step(switching, atStart),
    ...(draft.pauseInboundDelivery ? [step('held', endMs, true)] : []),
    ...(draft.expandDistributionLists ? [step('expanded', endMs, true)] : []),
    endMs === null
      ? step('eternal', null, true)
      : step(draft.pauseInboundDelivery ? 'endHeld' : 'end', endMs),
    ...(sms && draft.endSms !== '' && endMs !== null ? [step('endSms', endMs)] : []),
  ];
}

/** Before the start, as the lead says; null: at once. */
function smsAt({ startSmsLeadMinutes }: EventDraft, startMs: number | null, nowMs: number): number | null {
  const leadMs = Number(startSmsLeadMinutes) * MINUTE_MS;
  if (startMs === null || Number.isNaN(leadMs)) return null;
  const atMs = startMs - leadMs;
  return atMs > nowMs ? atMs : null;
}
