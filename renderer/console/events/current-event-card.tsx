/** A Current event: how many devices are in DR, how many cannot be reached or cannot take part, and End Now. */
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Ring, type RingShare } from '../../ui/ring.tsx';
import type { EventView } from '../../../shared/http/continuity-events.ts';
import { useServiceView } from '../state/console-context.tsx';
import { countDevices, type DeviceCount } from '../state/count-devices.ts';
import { EndNow } from './end-now.tsx';
import { useGroupName, useSpanWords } from './event-words.ts';

const NOBODY: DeviceCount = { inDr: 0, notReachable: 0, switching: 0, cannot: 0, total: 0 };

export function CurrentEventCard({ event }: { readonly event: EventView }) {
  const t = useText();
  const groupName = useGroupName();
  const span = useSpanWords();
  const { impacts, devices } = useServiceView().view;
  const impact = impacts[event.id];
  const count = impact === undefined ? NOBODY : countDevices(impact, devices);
  return (
    <section className="current-event" aria-labelledby={`event-${event.id}`}>
      <CountRing count={count} />
      <div className="current-event__words">
        <span className="pill pill--current">
          <Icon name="life-ring" size={14} />
          {t('console.events.current')}
        </span>
        <h2 id={`event-${event.id}`}>{event.description}</h2>
        <p className="figures">
          {t('console.events.where', { group: groupName(event.affectedGroupId), span: span(event) })}
        </p>
        <Numbers count={count} />
      </div>
      <EndNow event={event} />
    </section>
  );
}

function CountRing({ count }: { readonly count: DeviceCount }) {
  const t = useText();
  const shares: RingShare[] = [
    { value: count.inDr, tone: 'dr' },
    { value: count.notReachable + count.switching, tone: 'gone' },
    { value: count.cannot, tone: 'bad' },
  ];
  return (
    <Ring
      label={t('console.events.ring', { inDr: count.inDr, count: count.total })}
      shares={shares}
      total={count.total}
      figure={String(count.inDr)}
      caption={t('console.events.ringCaption', { count: count.total })}
    />
  );
}

function Numbers({ count }: { readonly count: DeviceCount }) {
  const t = useText();
  const rows = [
    ['inDr', count.inDr],
    ['notReachable', count.notReachable + count.switching],
    ['cannot', count.cannot],
  ] as const;
  return (
    <dl className="current-event__numbers figures">
      {rows.map(([name, value]) => (
        <div key={name} className={`current-event__number current-event__number--${name}`}>
          <dd>{value}</dd>
          <dt>{t(`console.events.${name}`)}</dt>
        </div>
      ))}
    </dl>
  );
}
