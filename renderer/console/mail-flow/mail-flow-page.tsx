/** Mail flow: what waits, what is held and why, and which server cannot be reached (product 5). */
import { toMs } from '../../../shared/domain/instant.ts';
import {
  DELIVERY_STATE_NAMES,
  DELIVERY_DIRECTIONS,
  mailDeliverySchema,
  mailFlowSummarySchema,
  type MailDelivery,
} from '../../../shared/http/mail-flow.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import type { TableFilter } from '../../ui/table/table-tools.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { valueOf } from '../query/reading.ts';
import { usePages } from '../query/use-pages.ts';
import { useResource } from '../query/use-resource.ts';
import { useTableQuery } from '../router/table-query.ts';
import { DeliveryActions } from './delivery-actions.tsx';
import { DeliveryState, LastAnswer, SubjectAndSender } from './delivery-cells.tsx';
import './mail-flow.css';

export function MailFlowPage() {
  const t = useText();
  const formats = useFormats();
  const table = useTableQuery({ list: '/mail/queue', sort: '-queuedAt', filters: ['state', 'direction'] });
  const pages = usePages(table.path, mailDeliverySchema);
  return (
    <>
      <PageHead title={t('console.places.mail-flow')} />
      <ReadOnlyNotice wanted="mail:write" />
      <ServersDown />
      <ListTable
        label={t('console.places.mail-flow')}
        table={table}
        pages={pages}
        columns={useColumns(pages.readAtMs ?? 0)}
        rowKey={({ id }) => id}
        toOf={({ messageId }) => ({ route: 'mail-message', id: messageId })}
        searchLabel={t('console.mailFlow.search')}
        filters={useFilters()}
        countWords={(count) => t('console.mailFlow.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="mail-flow" title={t('console.mailFlow.none')}>
            {t('console.mailFlow.noneHelp')}
          </EmptyState>
        }
      />
    </>
  );
}

function ServersDown() {
  const t = useText();
  const formats = useFormats();
  const routes = valueOf(useResource('/mail/summary', mailFlowSummarySchema))?.routes ?? [];
  return routes.map(({ server, downSince, nextAttemptAt, problem }) =>
    downSince === null || nextAttemptAt === null ? null : (
      <MessageBar key={server} tone="warn" role="status">
        {t('console.mailFlow.serverDown', {
          server,
          problem: problem ?? '',
          time: formats.time(toMs(downSince)),
          next: formats.time(toMs(nextAttemptAt)),
        })}
      </MessageBar>
    ),
  );
}

function useColumns(nowMs: number): readonly Column<MailDelivery>[] {
  const t = useText();
  const formats = useFormats();
  return [
    {
      id: 'recipient',
      title: t('console.mailFlow.recipient'),
      cell: ({ recipient }) => recipient,
      minRem: 12,
      grow: 2,
      sort: 'recipient',
    },
    {
      id: 'subject',
      title: t('console.mailFlow.subject'),
      cell: (delivery) => <SubjectAndSender delivery={delivery} />,
      minRem: 13,
      grow: 3,
    },
    {
      id: 'state',
      title: t('console.mailFlow.state'),
      cell: (delivery) => <DeliveryState delivery={delivery} nowMs={nowMs} />,
      minRem: 9,
    },
    {
      id: 'queuedAt',
      title: t('console.mailFlow.queuedAt'),
      cell: ({ queuedAt }) => <span className="figures">{formats.dayTime(toMs(queuedAt), nowMs)}</span>,
      minRem: 7,
      sort: 'queuedAt',
    },
    {
      id: 'lastAnswer',
      title: t('console.mailFlow.lastAnswer'),
      cell: (delivery) => <LastAnswer delivery={delivery} />,
      minRem: 12,
      grow: 2,
    },
    {
      id: 'actions',
      title: t('console.mailFlow.actions'),
      cell: (delivery) => <DeliveryActions delivery={delivery} compact />,
      minRem: 5,
      align: 'end',
    },
  ];
}

/** Without a choice: all that is not over. */
const STATES = ['any', ...DELIVERY_STATE_NAMES] as const;

function useFilters(): readonly Omit<TableFilter, 'value'>[] {
  const t = useText();
  return [
    {
      name: 'state',
      label: t('console.mailFlow.state'),
      unset: t('console.mailFlow.open'),
      choices: STATES.map((value) => ({ value, label: t(`console.mailFlow.states.${value}`) })),
    },
    {
      name: 'direction',
      label: t('console.mailFlow.direction'),
      choices: DELIVERY_DIRECTIONS.map((value) => ({
        value,
        label: t(`console.mailFlow.directions.${value}`),
      })),
    },
  ];
}
