/** What can be done to a saved continuity event, by its status (STATES.md, product 1 "Actions"). */
import { statusAt, type ContinuityEvent, type EventStatus } from '../../shared/domain/continuity-event.ts';
import { fromMs, MINUTE_MS, toMs } from '../../shared/domain/instant.ts';
import type { EventClone } from '../../shared/http/continuity-events.ts';
import { ok, refused, type Result } from '../../shared/lib/result.ts';
import { inRange } from './resolve-time.ts';

export interface ActionProblem {
  readonly code: 'not-current' | 'expired' | 'eternal' | 'not-pending' | 'beyond-calendar';
  readonly message: string;
}

/** Ends a Current event at this instant; it is Expired from then on. */
export function endNow(event: ContinuityEvent, nowMs: number): Result<ContinuityEvent, ActionProblem> {
  const status = statusAt(event, nowMs);
  if (status === 'current') return ok({ ...event, end: fromMs(nowMs) });
  return refused({
    code: 'not-current',
    message: status === 'pending' ? 'has not started: delete it instead' : 'has ended already',
  });
}

/** Adds to the remaining time, that is to the end: 2 h left and 1 h more are 3 h. */
export function extend(
  event: ContinuityEvent,
  minutes: number,
  nowMs: number,
): Result<ContinuityEvent, ActionProblem> {
  if (event.end === null) return refused({ code: 'eternal', message: 'is Eternal: it has no end to extend' });
  if (statusAt(event, nowMs) === 'expired') {
    return refused({ code: 'expired', message: 'has ended: no time remains to add to' });
  }
  const end = inRange('/minutes', toMs(event.end) + minutes * MINUTE_MS);
  if (!end.ok) return refused({ code: 'beyond-calendar', message: end.problem.message });
  return ok({ ...event, end: end.value });
}

/** Every field but the affected group; the copy is New. */
export function clone(event: ContinuityEvent): EventClone {
  const { id, affectedGroupId, version, ...fields } = event;
  return { ...fields, status: 'new' };
}

/** Only what no device has acted on may vanish. */
export function mayDelete(event: ContinuityEvent, nowMs: number): Result<'deleted', ActionProblem> {
  const status: EventStatus = statusAt(event, nowMs);
  if (status === 'pending') return ok('deleted');
  const message =
    status === 'current' ? 'is running: end it instead' : 'has ended: it stays, as the record of what was';
  return refused({ code: 'not-pending', message });
}
