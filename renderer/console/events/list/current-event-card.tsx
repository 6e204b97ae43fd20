/** A Current event: how many devices are in DR, how many cannot be reached or cannot take part, and what can be done about it. */
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { progressPageSchema, type ProgressCounts } from '../../../../shared/http/event-progress.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { valueOf } from '../../query/reading.ts';
import { useResource } from '../../query/use-resource.ts';
import { addressOf } from '../../router/routes.ts';
import { EventActions } from '../actions/event-actions.tsx';
import { eventPath, useGroupName, useSpanWords, useStandingWords } from '../event-words.ts';
import { ProgressRing } from '../progress-ring.tsx';
import { StatusPill } from '../status-pill.tsx';

interface CurrentEventCardProps {
  readonly event: EventView;
  readonly nowMs: number;
}

export function CurrentEventCard({ event, nowMs }: CurrentEventCardProps) {
  const groupName = useGroupName(event.affectedGroupId);
  const span = useSpanWords();
  const standing = useStandingWords();
  const progress = useResource(`${eventPath(event.id)}/progress?limit=1`, progressPageSchema);
  const counts = valueOf(progress)?.counts ?? null;
  return (
    <section className="current-event" aria-labelledby={`event-${event.id}`}>
      <div className="current-event__body">
        {counts !== null && <ProgressRing counts={counts} />}
        <div className="current-event__words">
          <p className="current-event__standing figures">
            <StatusPill status="current" /> {standing(event, nowMs)}
          </p>
          <h2 id={`event-${event.id}`}>
            <a href={addressOf({ route: 'event', id: event.id })}>{event.description}</a>
          </h2>
          <p className="figures">
            {groupName}. {span(event, nowMs)}.
          </p>
          {counts !== null && <Numbers event={event} counts={counts} />}
        </div>
        <EventActions event={event} whole={false} />
      </div>
      <Foot event={event} counts={counts} />
    </section>
  );
}

interface NumbersProps {
  readonly event: EventView;
  readonly counts: ProgressCounts;
}

/** Each number leads to its devices. */
function Numbers({ event, counts }: NumbersProps) {
  const t = useText();
  const formats = useFormats();
  const rows = [
    ['inDr', counts.inDr, 'in-dr'],
    ['onItsWay', counts.delivered - counts.inDr, 'delivered'],
    ['notReachable', counts.notReachable, 'not-reachable'],
    ['cannot', counts.cannot, 'cannot'],
  ] as const;
  return (
    <dl className="current-event__numbers figures">
      {rows.map(([name, value, state]) => (
        <div key={name}>
          <dt className={`current-event__name current-event__name--${name}`}>
            {t(`console.events.${name}`)}
          </dt>
          <dd>
            <strong>{formats.number(value)}</strong>
            {value > 0 && (
              <a
                href={addressOf({ route: 'event', id: event.id, query: name === 'inDr' ? {} : { state } })}
                aria-label={`${t('console.events.showDevices')}: ${t(`console.events.${name}`)}`}
              >
                {t(name === 'cannot' ? 'console.events.whoAndHow' : 'console.events.showDevices')}
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Foot({ event, counts }: { readonly event: EventView; readonly counts: ProgressCounts | null }) {
  const t = useText();
  return (
    <div className="current-event__foot figures">
      {counts !== null && (
        <span>
          <Icon name="bell" size={16} /> {t('console.events.startShown', { count: counts.shown })}
        </span>
      )}
      {event.pauseInboundDelivery && (
        <span>
          <Icon name="hourglass" size={16} /> {t('console.events.paused')}
        </span>
      )}
      <a href={addressOf({ route: 'event', id: event.id })}>{t('console.events.whatHappened')}</a>
    </div>
  );
}
