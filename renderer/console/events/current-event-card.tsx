/** A Current event: how many devices are in DR, how many cannot be reached or cannot take part, and End Now. */
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Ring, type RingShare } from '../../ui/ring.tsx';
import type { EventView } from '../../../shared/http/continuity-events.ts';
import { progressPageSchema, type ProgressCounts } from '../../../shared/http/event-progress.ts';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { useMay } from '../session/session-context.tsx';
import { EndNow } from './end-now.tsx';
import { useGroupName, useSpanWords } from './event-words.ts';

export function CurrentEventCard({ event }: { readonly event: EventView }) {
  const t = useText();
  const groupName = useGroupName(event.affectedGroupId);
  const span = useSpanWords();
  const mayEnd = useMay('events:write');
  const path = `/events/${encodeURIComponent(event.id)}/progress?limit=1`;
  const progress = useResource(path, progressPageSchema);
  const counts = valueOf(progress)?.counts ?? null;
  const nowMs = progress.step === 'ready' ? progress.readAtMs : Date.parse(event.start);
  return (
    <section className="current-event" aria-labelledby={`event-${event.id}`}>
      {counts !== null && <CountRing counts={counts} />}
      <div className="current-event__words">
        <span className="pill pill--current">
          <Icon name="life-ring" size={14} />
          {t('console.events.statuses.current')}
        </span>
        <h2 id={`event-${event.id}`}>{event.description}</h2>
        <p className="figures">{t('console.events.where', { group: groupName, span: span(event, nowMs) })}</p>
        {counts !== null && <Numbers counts={counts} />}
      </div>
      {mayEnd && <EndNow event={event} />}
    </section>
  );
}

function CountRing({ counts: { participants, inDr, cannot } }: { readonly counts: ProgressCounts }) {
  const t = useText();
  const total = participants + cannot;
  const shares: RingShare[] = [
    { value: inDr, tone: 'dr' },
    { value: participants - inDr, tone: 'gone' },
    { value: cannot, tone: 'bad' },
  ];
  return (
    <Ring
      label={t('console.events.ring', { inDr, count: total })}
      shares={shares}
      total={total}
      figure={String(inDr)}
      caption={t('console.events.ringCaption', { count: total })}
    />
  );
}

function Numbers({ counts }: { readonly counts: ProgressCounts }) {
  const t = useText();
  const formats = useFormats();
  const rows = [
    ['inDr', counts.inDr],
    ['onItsWay', counts.delivered - counts.inDr],
    ['notReachable', counts.notReachable],
    ['cannot', counts.cannot],
  ] as const;
  return (
    <dl className="current-event__numbers figures">
      {rows.map(([name, value]) => (
        <div key={name} className={`current-event__number current-event__number--${name}`}>
          <dd>{formats.number(value)}</dd>
          <dt>{t(`console.events.${name}`)}</dt>
        </div>
      ))}
    </dl>
  );
}
