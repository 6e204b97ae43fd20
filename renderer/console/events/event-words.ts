/** What several parts say of an event: its group's name and its span. */
import { useFormats, useText } from '../../text/text-root.tsx';
import type { EventView } from '../../../shared/http/continuity-events.ts';
import { useServiceView } from '../state/console-context.tsx';

export function useGroupName(): (groupId: string) => string {
  const { groups } = useServiceView().view;
  return (groupId) => groups.find(({ id }) => id === groupId)?.name ?? groupId;
}

/** `Since today, 11:42, until today, 18:00 CET`, or until further notice. */
export function useSpanWords(): (event: Pick<EventView, 'start' | 'end'>) => string {
  const t = useText();
  const formats = useFormats();
  const { readAtMs } = useServiceView().view;
  return ({ start, end }) => {
    const from = formats.dayTimeZone(Date.parse(start), readAtMs);
    return end === null
      ? t('console.events.spanEternal', { start: from })
      : t('console.events.span', { start: from, end: formats.dayTimeZone(Date.parse(end), readAtMs) });
  };
}
