/** Continuity events: what is Current as cards with live counts, then Pending, and Expired on demand (product 1). */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { EventView } from '../../../shared/http/continuity-events.ts';
import { useServiceView } from '../state/console-context.tsx';
import { goTo } from '../state/route.ts';
import { CurrentEventCard } from './current-event-card.tsx';
import { EventTable } from './event-table.tsx';
import './events.css';

export function EventsPage() {
  const t = useText();
  const { view } = useServiceView();
  const [showAll, setShowAll] = useState(false);
  const of = (status: EventView['status']) => view.events.filter((event) => event.status === status);
  const current = of('current');
  return (
    <>
      <div className="page-head">
        <h1>{t('console.places.events')}</h1>
        <Button aria-pressed={showAll} onClick={() => setShowAll(!showAll)}>
          {t(showAll ? 'console.events.hideExpired' : 'console.events.showAll')}
        </Button>
        <Button appearance="primary" icon={<Icon name="plus" size={16} />} onClick={() => goTo('new-event')}>
          {t('console.events.create')}
        </Button>
      </div>
      {current.length === 0 && (
        <EmptyState icon="tick" title={t('console.events.noneCurrent')}>
          {t('console.events.noneCurrentHelp')}
        </EmptyState>
      )}
      {current.map((event) => (
        <CurrentEventCard key={event.id} event={event} />
      ))}
      <EventTable title={t('console.events.pending')} events={of('pending')} />
      {showAll && <EventTable title={t('console.events.expired')} events={of('expired')} />}
    </>
  );
}
