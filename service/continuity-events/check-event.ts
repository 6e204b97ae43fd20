/** The rules that a continuity event must meet to be saved, all of them reported at once (product 1, STATES.md). */
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { fromMs, toMs } from '../../shared/domain/instant.ts';
import { MAX_SMS_LEAD_MINUTES, TEXT_LIMITS } from '../../shared/domain/limits.ts';
import { MAX_BACKDATING_MS } from '../../shared/domain/mail-window.ts';
import { isTimeZone } from '../../shared/domain/time-zone.ts';
import type { EventInput, TimeInput } from '../../shared/http/continuity-events.ts';
import { ok, refused, type Result } from '../../shared/lib/result.ts';
import type { FieldProblem } from '../refusal.ts';
import { cleanLine, cleanText, isTooLong, required, tooLong } from '../text.ts';
import { resolveTime } from './resolve-time.ts';

/** All that an administrator decides of a continuity event. */
export type EventFields = Omit<ContinuityEvent, 'id' | 'version'>;

interface Circumstances {
  readonly nowMs: number;
  /** As saved before; null for a new one. */
  readonly former: EventFields | null;
}

/** Whether the groups exist is for the caller to look up. */
export function checkEvent(
  input: EventInput,
  { nowMs, former }: Circumstances,
): Result<EventFields, readonly FieldProblem[]> {
  const cleaned = cleanTexts(input);
  const problems = [...checkTexts(cleaned), ...checkLead(input.startSmsLeadMinutes)];
  const span = checkSpan(input, nowMs, former);
  if (!span.ok) return refused([...problems, ...span.problem]);
  if (problems.length > 0) return refused(problems);
  return ok({ ...cleaned, ...span.value });
}

type TextField = keyof typeof TEXT_LIMITS;
const TEXT_FIELDS = Object.keys(TEXT_LIMITS) as readonly TextField[];

function cleanTexts(input: EventInput): EventInput {
  return {
    ...input,
    description: cleanLine(input.description),
    notes: cleanText(input.notes),
    startMessage: cleanText(input.startMessage),
    endMessage: cleanText(input.endMessage),
    startSms: cleanText(input.startSms),
    endSms: cleanText(input.endSms),
  };
}

function checkTexts(input: EventInput): FieldProblem[] {
  const missing = [
    ...(input.description === '' ? [required('/description')] : []),
    ...(input.affectedGroupId === '' ? [required('/affectedGroupId')] : []),
  ];
  const long = TEXT_FIELDS.filter((field) => isTooLong(input[field], TEXT_LIMITS[field]));
  return [...missing, ...long.map((field) => tooLong(`/${field}`, TEXT_LIMITS[field]))];
}

function checkLead(minutes: number): FieldProblem[] {
  if (minutes >= 0 && minutes <= MAX_SMS_LEAD_MINUTES) return [];
  const message = `must be 0 to ${String(MAX_SMS_LEAD_MINUTES)} minutes before the start`;
  return [{ pointer: '/startSmsLeadMinutes', code: 'out-of-range', message }];
}

type Span = Pick<EventFields, 'timeZone' | 'start' | 'end'>;

function checkSpan(
  input: EventInput,
  nowMs: number,
  former: EventFields | null,
): Result<Span, readonly FieldProblem[]> {
  const { timeZone } = input;
  if (!isTimeZone(timeZone)) {
    const message = 'must be an IANA time zone like Europe/London';
    return refused([{ pointer: '/timeZone', code: 'unknown-time-zone', message }]);
  }
  const start = resolveTime('/start', input.start ?? fromMs(nowMs), timeZone);
  const end = resolveEnd(input.end, timeZone);
  if (!start.ok || !end.ok) {
    return refused([...(start.ok ? [] : [start.problem]), ...(end.ok ? [] : [end.problem])]);
  }
  const span = { timeZone, start: start.value, end: end.value };
  const problems = [...checkStart(span, nowMs, former), ...checkEnd(span, former)];
  return problems.length > 0 ? refused(problems) : ok(span);
}

function resolveEnd(end: TimeInput | null, zone: string): Result<string | null, FieldProblem> {
  return end === null ? ok(null) : resolveTime('/end', end, zone);
}

/** A start that is not moved may lie further back: an event can run longer than the mail window. */
function checkStart({ start }: Span, nowMs: number, former: EventFields | null): FieldProblem[] {
  if (start === former?.start || toMs(start) >= nowMs - MAX_BACKDATING_MS) return [];
  const message = 'must not be earlier than five days before now: the rolling mailbox holds five days';
  return [{ pointer: '/start', code: 'too-early', message }];
}

/** A span that is not moved stays valid, as End Now at the very start left it. */
function checkEnd({ start, end }: Span, former: EventFields | null): FieldProblem[] {
  if (end === null || toMs(end) > toMs(start)) return [];
  if (start === former?.start && end === former.end) return [];
  return [{ pointer: '/end', code: 'not-after-start', message: 'must be after the start' }];
}
