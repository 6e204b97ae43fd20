/** What several parts say of an event: its group's name and its span. */
import type { EventView } from '../../../shared/http/continuity-events.ts';
import { groupViewSchema } from '../../../shared/http/groups.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';

/** Empty while it is not known; the id where the group is gone. */
export function useGroupName(groupId: string): string {
  const group = useResource(`/groups/${encodeURIComponent(groupId)}`, groupViewSchema);
  return valueOf(group)?.name ?? (group.step === 'failed' ? groupId : '');
}

/** `Since today, 11:42, until today, 18:00 CET`, or until further notice. */
export function useSpanWords(): (event: Pick<EventView, 'start' | 'end'>, nowMs: number) => string {
  const t = useText();
  const formats = useFormats();
  return ({ start, end }, nowMs) => {
    const from = formats.dayTimeZone(Date.parse(start), nowMs);
    return end === null
      ? t('console.events.spanEternal', { start: from })
      : t('console.events.span', { start: from, end: formats.dayTimeZone(Date.parse(end), nowMs) });
  };
}
