/** Continuity events: what is Current as cards with live counts, then all in a table, the Expired ones on demand, and sixty days at a glance (product 1). */
import { Button } from '@fluentui/react-components';
import {
  eventPageSchema,
  eventViewSchema,
  type EventView,
} from '../../../../shared/http/continuity-events.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ListTable } from '../../frame/list-table.tsx';
import { PageHead } from '../../frame/page-head.tsx';
import { valueOf } from '../../query/reading.ts';
import { usePages } from '../../query/use-pages.ts';
import { useResource } from '../../query/use-resource.ts';
import { changeQuery, goTo, usePlace } from '../../router/navigation.ts';
import { useTableQuery } from '../../router/table-query.ts';
import { useMay } from '../../session/session-context.tsx';
import { useNow } from '../use-now.ts';
import { CurrentEventCard } from './current-event-card.tsx';
import { SixtyDays } from './sixty-days.tsx';
import { useEventColumns } from './event-columns.tsx';
import './events.css';

export function EventsPage() {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNow();
  const showAll = usePlace().query['include'] !== undefined;
  const table = useTableQuery({
    list: showAll ? '/events?include=expired' : '/events',
    // What comes next is read from above; what has been, from its end.
    sort: showAll ? '-start' : 'start',
    filters: [],
  });
  const pages = usePages(table.path, eventViewSchema);
  return (
    <>
      <PageHead title={t('console.places.events')} actions={<Actions showAll={showAll} />} />
      <CurrentEvents nowMs={nowMs} />
      <ListTable
        label={t('console.places.events')}
        table={table}
        pages={pages}
        columns={useEventColumns(nowMs)}
        rowKey={({ id }: EventView) => id}
        toOf={({ id }) => ({ route: 'event', id })}
        searchLabel={t('console.events.search')}
        countWords={(count) => t('console.events.count', { count, number: formats.number(count) })}
        empty={<Nothing showAll={showAll} />}
      />
      <SixtyDays nowMs={nowMs} />
    </>
  );
}

function Actions({ showAll }: { readonly showAll: boolean }) {
  const t = useText();
  const mayCreate = useMay('events:write');
  return (
    <>
      <Button onClick={() => changeQuery({ include: showAll ? '' : 'expired' })}>
        {t(showAll ? 'console.events.hideExpired' : 'console.events.showAll')}
      </Button>
      {mayCreate && (
        <Button
          appearance="primary"
          icon={<Icon name="plus" size={16} />}
          onClick={() => goTo({ route: 'new-event' })}
        >
          {t('console.events.create')}
        </Button>
      )}
    </>
  );
}

function CurrentEvents({ nowMs }: { readonly nowMs: number }) {
  const t = useText();
  const events = valueOf(useResource('/events', eventPageSchema));
  if (events === null) return null;
  const current = events.items.filter(({ status }) => status === 'current');
  if (current.length > 0) {
    return current.map((event) => <CurrentEventCard key={event.id} event={event} nowMs={nowMs} />);
  }
  return (
    <p className="no-event">
      <Icon name="tick" size={16} />
      <strong>{t('console.events.noneCurrent')}</strong>
      <span>{t('console.events.noneCurrentHelp')}</span>
    </p>
  );
}

function Nothing({ showAll }: { readonly showAll: boolean }) {
  const t = useText();
  const name = showAll ? 'noneAtAll' : 'none';
  return (
    <EmptyState icon="calendar" title={t(`console.events.${name}`)}>
      {t(`console.events.${name}Help`)}
    </EmptyState>
  );
}
