/** What was sent to a webhook, newest first: whether it was taken, and what is tried next. */
import { DELIVERY_STATES, deliverySchema, type Delivery } from '../../../shared/http/webhooks.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { EventName } from '../frame/event-name.tsx';
import { useKeptScroll } from '../frame/kept-scroll.ts';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';
import { Sign } from '../sign.tsx';

/** `path`: of the webhook. */
export function Deliveries({ path }: { readonly path: string }) {
  const t = useText();
  const table = useTableQuery({ list: `${path}/deliveries`, sort: '', filters: ['state'] });
  const pages = usePages(table.path, deliverySchema);
  const scroll = useKeptScroll();
  const choices = [
    { value: '', label: t('console.table.all') },
    ...DELIVERY_STATES.map((state) => ({ value: state, label: t(`console.webhooks.delivery.${state}`) })),
  ];
  return (
    <>
      <div className="members-head">
        <h2 className="section-title">{t('console.webhooks.deliveries')}</h2>
        <ChoiceChips
          label={t('console.webhooks.state')}
          choices={choices}
          value={table.query['state'] ?? ''}
          onChoose={(state) => table.onFilter('state', state)}
        />
      </div>
      <DataTable
        label={t('console.webhooks.deliveries')}
        columns={useColumns(pages.readAtMs ?? 0)}
        rows={pages.rows}
        total={pages.total}
        rowKey={({ id }) => id}
        reach={pages.reach}
        scroll={scroll}
        busy={pages.step === 'changing'}
        empty={
          pages.step === 'loading' ? (
            <p role="status">{t('console.table.loading')}</p>
          ) : (
            <EmptyState icon="outbox" title={t('console.webhooks.noDelivery')} />
          )
        }
      />
    </>
  );
}

const LOOKS = {
  waiting: { icon: 'hourglass', tone: 'warn' },
  delivered: { icon: 'tick', tone: 'ok' },
  failed: { icon: 'cannot', tone: 'bad' },
} as const;

function useColumns(nowMs: number): readonly Column<Delivery>[] {
  const t = useText();
  const formats = useFormats();
  const time = (at: string) => <span className="figures">{formats.dayTime(Date.parse(at), nowMs)}</span>;
  return [
    {
      id: 'type',
      title: t('console.webhooks.what'),
      minRem: 9,
      grow: 2,
      cell: ({ type }) => t(`console.webhooks.ofType.${type}`),
    },
    {
      id: 'event',
      title: t('console.webhooks.event'),
      minRem: 10,
      grow: 2,
      cell: ({ eventId }) => eventId !== null && <EventName id={eventId} />,
    },
    {
      id: 'created',
      title: t('console.webhooks.queued'),
      minRem: 9,
      cell: ({ createdAt }) => time(createdAt),
    },
    {
      id: 'state',
      title: t('console.webhooks.state'),
      minRem: 8,
      cell: ({ state }) => <Sign {...LOOKS[state]}>{t(`console.webhooks.delivery.${state}`)}</Sign>,
    },
    {
      id: 'attempts',
      title: t('console.webhooks.attempts'),
      minRem: 6,
      cell: ({ attempts }) => <span className="figures">{formats.number(attempts)}</span>,
    },
    {
      id: 'last',
      title: t('console.webhooks.answer'),
      minRem: 9,
      grow: 2,
      cell: (one) => <Answer delivery={one} />,
    },
    {
      id: 'next',
      title: t('console.webhooks.next'),
      minRem: 9,
      cell: ({ nextAttemptAt }) => nextAttemptAt !== null && time(nextAttemptAt),
    },
  ];
}

const PROBLEMS = ['refused-address', 'timeout', 'connection', 'tls', 'status', 'redirect'] as const;

function Answer({ delivery: { lastStatus, lastProblem, lastAttemptAt } }: { readonly delivery: Delivery }) {
  const t = useText();
  const known = PROBLEMS.find((problem) => problem === lastProblem);
  if (lastAttemptAt === null) return t('console.webhooks.notTried');
  const status = lastStatus === null ? '' : String(lastStatus);
  if (lastProblem === null) return t('console.webhooks.problems.status', { status });
  if (known === undefined) return lastProblem;
  return t(`console.webhooks.problems.${known}`, { status });
}
