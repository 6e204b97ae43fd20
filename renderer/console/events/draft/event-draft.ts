/** A continuity event as the form has it, and what is sent of it; the rules themselves are the service's (pure). */
import type {
  EventClone,
  EventInput,
  EventPatch,
  EventView,
} from '../../../../shared/http/continuity-events.ts';
import { NO_TIME, resolveTime, savedTime, type DraftTime } from './draft-time.ts';

/** Fields that are sent as they are. */
const PLAIN_FIELDS = [
  'description',
  'affectedGroupId',
  'notes',
  'outlookContinuity',
  'cloudPasswordReset',
  'expandDistributionLists',
  'pauseInboundDelivery',
  'timeZone',
  'startMessage',
  'endMessage',
  'smsGroupId',
  'startSms',
  'endSms',
] as const;
type PlainField = (typeof PLAIN_FIELDS)[number];

export interface EventDraft extends Readonly<Pick<EventView, PlainField>> {
  /** Start now; the time that was entered stays, in case it counts again. */
  readonly startsNow: boolean;
  readonly start: DraftTime;
  readonly eternal: boolean;
  readonly end: DraftTime;
  /** As typed. */
  readonly startSmsLeadMinutes: string;
}

export function emptyDraft(timeZone: string): EventDraft {
  return {
    description: '',
    affectedGroupId: '',
    notes: '',
    outlookContinuity: true,
    cloudPasswordReset: 'never',
    expandDistributionLists: false,
    pauseInboundDelivery: false,
    timeZone,
    startsNow: true,
    start: NO_TIME,
    eternal: true,
    end: NO_TIME,
    startMessage: '',
    endMessage: '',
    smsGroupId: null,
    startSms: '',
    startSmsLeadMinutes: '0',
    endSms: '',
  };
}

/** Of a saved event, or of a clone, which is nobody's yet. */
export function draftOf(event: EventView | EventClone): EventDraft {
  const plain = Object.fromEntries(
    PLAIN_FIELDS.map((field) => [field, field in event ? event[field as keyof EventClone] : '']),
  ) as Pick<EventView, PlainField>;
  return {
    ...plain,
    startsNow: false,
    start: savedTime(event.start),
    eternal: event.end === null,
    end: savedTime(event.end),
    startSmsLeadMinutes: String(event.startSmsLeadMinutes),
  };
}

type Times = Pick<EventInput, 'start' | 'end' | 'startSmsLeadMinutes'>;

/** null while a time is missing, or one that the clocks skip or show twice is not settled. */
export function timesOf(draft: EventDraft): Times | null {
  const start = draft.startsNow ? null : resolveTime(draft.start, draft.timeZone);
  const end = draft.eternal ? null : resolveTime(draft.end, draft.timeZone);
  if (start !== null && start.kind !== 'instant') return null;
  if (end !== null && end.kind !== 'instant') return null;
  return {
    start: start?.input ?? null,
    end: end?.input ?? null,
    startSmsLeadMinutes: leadMinutesOf(draft),
  };
}

/** What the form says of a new event; null while something is missing without which the service cannot judge it. */
export function inputOf(draft: EventDraft): EventInput | null {
  const times = timesOf(draft);
  if (times === null || draft.affectedGroupId === '') return null;
  return { ...plainOf(draft), ...times };
}

/** What an edit changes of `base`; null as in `inputOf`. */
export function patchOf(draft: EventDraft, base: EventView): EventPatch | null {
  const wanted = inputOf(draft);
  if (wanted === null) return null;
  const before = inputOf(draftOf(base)) as Readonly<Record<string, unknown>> | null;
  const changed = Object.entries(wanted).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before?.[field]),
  );
  return Object.fromEntries(changed);
}

/** What is not a number of minutes is for the service to refuse. */
function leadMinutesOf({ startSmsLeadMinutes: text }: EventDraft): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : text.trim() === '' ? 0 : -1;
}

function plainOf(draft: EventDraft): Pick<EventDraft, PlainField> {
  return Object.fromEntries(PLAIN_FIELDS.map((field) => [field, draft[field]])) as Pick<
    EventDraft,
    PlainField
  >;
}
