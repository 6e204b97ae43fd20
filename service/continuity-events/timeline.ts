/** What happened to a continuity event, oldest first: what administrators did, what time did, what devices showed (pure). */
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { toMs } from '../../shared/domain/instant.ts';
import { MAX_TIMELINE_ITEMS, type TimelineItem } from '../../shared/http/event-progress.ts';
import { canonicalJson } from '../audit/canonical-json.ts';

export interface Deed {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** The receipts of one kind of message: the first and the last device, and how many there are. */
export interface Showing {
  readonly kind: 'start' | 'end';
  readonly first: { readonly at: string; readonly deviceId: string };
  readonly last: { readonly at: string; readonly deviceId: string };
  readonly devices: number;
}

const KIND_OF_ACTION: Readonly<Record<string, TimelineItem['kind']>> = {
  'continuity-event.create': 'created',
  'continuity-event.edit': 'edited',
  'continuity-event.extend': 'extended',
  'continuity-event.end': 'ended-now',
  'continuity-event.recovery': 'recovery',
};

export function timelineOf(
  event: ContinuityEvent,
  deeds: readonly Deed[],
  showings: readonly Showing[],
  nowMs: number,
): readonly TimelineItem[] {
  const items = [...deeds.flatMap(itemOfDeed), ...byTime(event, nowMs), ...showings.flatMap(itemsOfShowing)];
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-MAX_TIMELINE_ITEMS);
}

function itemOfDeed({ seq, at, actor, action, before, after }: Deed): readonly TimelineItem[] {
  const kind = KIND_OF_ACTION[action];
  if (kind === undefined) return [];
  const fields = before === null || after === null ? [] : changedFields(before, after);
  const moved = fields.includes('end') ? { from: endOf(before), to: endOf(after) } : {};
  const edited = kind === 'edited' ? { fields: [...fields] } : {};
  return [{ at, kind, actor, detail: { auditSeq: seq, ...edited, ...moved } }];
}

/** The version changes with every edit, and says nothing. */
function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.keys(after).filter(
    (field) => field !== 'version' && canonicalJson(before[field]) !== canonicalJson(after[field]),
  );
}

function endOf(event: Deed['before']): string | null {
  const end = event?.['end'];
  return typeof end === 'string' ? end : null;
}

function byTime({ start, end, startMessage, endMessage }: ContinuityEvent, nowMs: number): TimelineItem[] {
  const item = (kind: 'started' | 'ended', at: string, message: string): TimelineItem => ({
    at,
    kind,
    actor: null,
    detail: { message, planned: toMs(at) > nowMs },
  });
  return [item('started', start, startMessage), ...(end === null ? [] : [item('ended', end, endMessage)])];
}

function itemsOfShowing({ kind, first, last, devices }: Showing): readonly TimelineItem[] {
  const item = (
    which: 'first' | 'last',
    { at, deviceId }: Showing['first'],
    count: number,
  ): TimelineItem => ({
    at,
    kind: `${which}-${kind}-shown`,
    actor: null,
    detail: { deviceId, devices: count },
  });
  return devices === 1 ? [item('first', first, 1)] : [item('first', first, 1), item('last', last, devices)];
}
