/** A group's title in the list. */
import type { TFunction } from 'i18next';
import type { CSSProperties } from 'react';
import { toMs } from '../../../shared/domain/instant.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Formats } from '../../text/formats.ts';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { dayIn } from './day.ts';
import type { GroupTitle } from './group-rows.ts';

interface GroupTitleRowProps {
  readonly title: GroupTitle;
  readonly count: number | null;
  readonly nowMs: number;
  readonly place: CSSProperties;
}

export function GroupTitleRow({ title, count, nowMs, place }: GroupTitleRowProps) {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  return (
    <div className={`inbox__group inbox__group--${title.kind}`} role="presentation" style={place}>
      {title.kind === 'outage' && <Icon name="life-ring" size={14} />}
      <span>{sentence(titleWords(title, nowMs, t, formats))}</span>
      {count !== null && <span className="inbox__group-count figures">{formats.number(count)}</span>}
    </div>
  );
}

function titleWords(title: GroupTitle, nowMs: number, t: TFunction, formats: Formats): string {
  if (title.kind === 'earlier-today') return t('mail.groups.earlierToday');
  if (title.kind === 'day') return formats.day(toMs(title.at), nowMs);
  const sinceMs = toMs(title.since);
  const sameDay = dayIn(sinceMs) === dayIn(nowMs);
  return t('mail.groups.outage', {
    time: sameDay ? formats.time(sinceMs) : formats.dayTime(sinceMs, nowMs),
  });
}
