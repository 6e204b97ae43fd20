/** The page of one continuity event: what was decided, how far it has come on each device, what happened, and what can be done. */
import { eventViewSchema, type EventView } from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import { ProgressTrack } from '../../../ui/progress-track.tsx';
import { PageHead } from '../../frame/page-head.tsx';
import { ReadOnlyNotice } from '../../frame/read-only-notice.tsx';
import { valueOf } from '../../query/reading.ts';
import { useResource } from '../../query/use-resource.ts';
import { EventActions } from '../actions/event-actions.tsx';
import { eventPath, useStandingWords } from '../event-words.ts';
import { StatusPill } from '../status-pill.tsx';
import { useNow } from '../use-now.ts';
import { EventFacts } from './event-facts.tsx';
import { EventReading } from './event-reading.tsx';
import { EventSummary } from './event-summary.tsx';
import { ProgressTable } from './progress-table.tsx';
import { Timeline } from './timeline.tsx';
import './event-page.css';

export function EventPage({ id }: { readonly id: string }) {
  const reading = useResource(eventPath(id), eventViewSchema);
  const event = valueOf(reading);
  return event === null ? <EventReading reading={reading} /> : <ShownEvent event={event} />;
}

function ShownEvent({ event }: { readonly event: EventView }) {
  const t = useText();
  const nowMs = useNow();
  return (
    <div className="event-page">
      <PageHead
        title={event.description}
        parent={{ title: t('console.places.events'), to: { route: 'events' } }}
      />
      <div className="event-page__standing">
        <span role="status">
          <StatusPill status={event.status} />
        </span>
        {event.recovering && <StatusPill status="recovering" />}
        <span className="figures">{useStandingWords()(event, nowMs)}</span>
        <EventActions event={event} whole />
      </div>
      <ReadOnlyNotice wanted="events:write" />
      <Recovering event={event} />
      <div className="event-page__columns">
        <div className="event-page__main">
          <EventSummary event={event} />
          <ProgressTable event={event} nowMs={nowMs} />
        </div>
        <div className="event-page__aside">
          <EventFacts event={event} nowMs={nowMs} />
          <Timeline event={event} nowMs={nowMs} />
        </div>
      </div>
    </div>
  );
}

/** A phase of the system, not a status: the event has ended, and held mail is on its way back. */
function Recovering({ event: { recovering, recovery } }: { readonly event: EventView }) {
  const t = useText();
  if (!recovering) return null;
  const { delivered, total } = recovery ?? { delivered: 0, total: 0 };
  const words = t('console.event.recoveringText', { done: delivered, count: total });
  return (
    <div className="recovering">
      <MessageBar tone="plain" icon="hourglass" role="status">
        <p className="figures">{words}</p>
        <ProgressTrack label={words} done={delivered} total={total} />
      </MessageBar>
    </div>
  );
}
