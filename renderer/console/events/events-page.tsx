/** Continuity events: what is Current as cards with live counts, then all in a table, the Expired ones on demand (product 1). */
import { Button } from '@fluentui/react-components';
import { eventPageSchema, eventViewSchema, type EventView } from '../../../shared/http/continuity-events.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { valueOf } from '../query/reading.ts';
import { usePages } from '../query/use-pages.ts';
import { useResource } from '../query/use-resource.ts';
import { changeQuery, goTo, usePlace } from '../router/navigation.ts';
import { useTableQuery } from '../router/table-query.ts';
import { useMay } from '../session/session-context.tsx';
import { CurrentEventCard } from './current-event-card.tsx';
import { useEventColumns } from './event-columns.tsx';
import './events.css';

export function EventsPage() {
  const t = useText();
  const formats = useFormats();
  const showAll = usePlace().query['include'] !== undefined;
  const table = useTableQuery({
    list: showAll ? '/events?include=expired' : '/events',
    sort: '-start',
    filters: [],
  });
  const pages = usePages(table.path, eventViewSchema);
  return (
    <>
      <PageHead title={t('console.places.events')} actions={<Actions showAll={showAll} />} />
      <CurrentEvents />
      <ListTable
        label={t('console.places.events')}
        table={table}
        pages={pages}
        columns={useEventColumns(pages.readAtMs ?? 0)}
        rowKey={({ id }: EventView) => id}
        searchLabel={t('console.events.search')}
        countWords={(count) => t('console.events.count', { count, number: formats.number(count) })}
        empty={null}
      />
    </>
  );
}

function Actions({ showAll }: { readonly showAll: boolean }) {
  const t = useText();
  const mayCreate = useMay('events:write');
  return (
    <>
      <Button aria-pressed={showAll} onClick={() => changeQuery({ include: showAll ? '' : 'expired' })}>
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

function CurrentEvents() {
  const t = useText();
  const events = valueOf(useResource('/events', eventPageSchema));
  if (events === null) return null;
  const current = events.items.filter(({ status }) => status === 'current');
  if (current.length > 0) return current.map((event) => <CurrentEventCard key={event.id} event={event} />);
  return (
    <EmptyState icon="tick" title={t('console.events.noneCurrent')}>
      {t('console.events.noneCurrentHelp')}
    </EmptyState>
  );
}
