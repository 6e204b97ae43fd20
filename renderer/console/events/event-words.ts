/** What several parts say of an event: its group's name, its span, how long it lasts. */
import type { EventView } from '../../../shared/http/continuity-events.ts';
import { groupViewSchema } from '../../../shared/http/groups.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { lengthMs } from './draft/outcome.ts';

export const eventPath = (id: string): string => `/events/${encodeURIComponent(id)}`;

/** Empty while it is not known; the id where the group is gone. */
export function useGroupName(groupId: string | null): string {
  const path = groupId === null ? null : `/groups/${encodeURIComponent(groupId)}`;
  const group = useResource(path, groupViewSchema);
  return valueOf(group)?.name ?? (group.step === 'failed' ? (groupId ?? '') : '');
}

type Span = Pick<EventView, 'start' | 'end'>;

/** `From today, 11:42 to today, 18:00 CET`, or until further notice; local to the reader. */
export function useSpanWords(): (event: Span, nowMs: number) => string {
  const t = useText();
  const formats = useFormats();
  return ({ start, end }, nowMs) => {
    const from = formats.dayTimeZone(Date.parse(start), nowMs);
    return end === null
      ? t('console.events.spanEternal', { start: from })
      : t('console.events.span', { start: from, end: formats.dayTimeZone(Date.parse(end), nowMs) });
  };
}

/** `10 h`, or Eternal. */
export function useLengthWords(): (event: Span) => string {
  const t = useText();
  const formats = useFormats();
  return (event) => {
    const spanMs = lengthMs(event);
    return spanMs === null ? t('console.events.eternal') : formats.duration(spanMs);
  };
}

/** `in 4 days 8 h`, `for 1 h 34 min`, `ended 2 h ago`. */
export function useStandingWords(): (event: EventView, nowMs: number) => string {
  const t = useText();
  const formats = useFormats();
  return ({ status, start, end }, nowMs) => {
    const time = (instant: string): string => formats.duration(Date.parse(instant) - nowMs);
    if (status === 'pending') return t('console.events.startsIn', { time: time(start) });
    if (status === 'current') return t('console.events.runningFor', { time: time(start) });
    return t('console.events.endedAgo', { time: time(end ?? start) });
  };
}
