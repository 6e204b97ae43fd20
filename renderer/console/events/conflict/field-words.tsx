/** What a field of an event says, in words: side by side in a conflict, one below the other on the event's page. */
import type { EventDraft } from '../draft/event-draft.ts';
import { resolveTime } from '../draft/draft-time.ts';
import { useFormats, useText, useZoneFormats } from '../../../text/text-root.tsx';
import { useGroupName } from '../event-words.ts';
import type { ChoiceField } from '../draft/conflict.ts';

interface FieldWordsProps {
  readonly field: ChoiceField;
  readonly draft: EventDraft;
  readonly nowMs: number;
}

export function FieldWords({ field, draft, nowMs }: FieldWordsProps) {
  const t = useText();
  const formats = useFormats();
  const none = <span className="quiet">{t('console.event.fields.empty')}</span>;
  switch (field) {
    case 'affectedGroupId':
    case 'smsGroupId': {
      const id = draft[field];
      return id === null || id === '' ? none : <GroupName id={id} />;
    }
    case 'outlookContinuity':
    case 'expandDistributionLists':
    case 'pauseInboundDelivery':
      return t(draft[field] ? 'console.event.fields.on' : 'console.event.fields.off');
    case 'cloudPasswordReset':
      return t(`console.form.resets.${draft.cloudPasswordReset}`);
    case 'start':
      if (draft.startsNow) return t('console.form.startsNow');
      return <TimeWords draft={draft} field="start" nowMs={nowMs} />;
    case 'end':
      if (draft.eternal) return t('console.form.eternal');
      return <TimeWords draft={draft} field="end" nowMs={nowMs} />;
    case 'startSmsLeadMinutes':
      return formats.duration(Number(draft.startSmsLeadMinutes) * 60_000);
    default:
      return draft[field] === '' ? none : <span className="as-written">{draft[field]}</span>;
  }
}

function GroupName({ id }: { readonly id: string }) {
  return useGroupName(id);
}

interface TimeWordsProps {
  readonly draft: EventDraft;
  readonly field: 'start' | 'end';
  readonly nowMs: number;
}

/** In the event's own zone, in UTC, and here, where that is another time. */
export function TimeWords({ draft, field, nowMs }: TimeWordsProps) {
  const t = useText();
  const there = useZoneFormats(draft.timeZone);
  const utc = useZoneFormats('UTC');
  const here = useFormats();
  const resolved = resolveTime(draft[field], draft.timeZone);
  if (resolved.kind !== 'instant') return `${draft[field].date} ${draft[field].time}`;
  const { atMs } = resolved;
  const own = there.dateTime(atMs, nowMs);
  const local = here.dateTime(atMs, nowMs);
  const inUtc = utc.dateTime(atMs, nowMs);
  return (
    <span className="figures">
      {own} {there.zoneName(atMs)}
      <small>
        {t('console.event.fields.utc', { time: inUtc })}
        {local !== own && local !== inUtc && `, ${t('console.event.fields.local', { time: local })}`}
      </small>
    </span>
  );
}
