/** A list of the service as a table with everything around it: the one way in which the console shows many things. */
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { TableTools, type TableFilter } from '../../ui/table/table-tools.tsx';
import type { Pages } from '../query/use-pages.ts';
import { addressOf, type To } from '../router/routes.ts';
import type { TableQuery } from '../router/table-query.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { useKeptScroll } from './kept-scroll.ts';
import { useProblemWords } from './problem-notice.tsx';

export interface ListTableProps<Row> {
  readonly label: string;
  readonly table: TableQuery;
  readonly pages: Pages<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly toOf?: (row: Row) => To;
  /** Of the row that is shown beside the list. */
  readonly chosenKey?: string | undefined;
  /** What the search field is for. */
  readonly searchLabel: string;
  readonly filters?: readonly Omit<TableFilter, 'value'>[];
  /** `1,240 devices` */
  readonly countWords: (total: number) => string;
  /** When there is nothing at all, unfiltered. */
  readonly empty: ReactNode;
  /** Export and the like. */
  readonly tools?: ReactNode;
}

export function ListTable<Row>(props: ListTableProps<Row>) {
  const { label, table, pages, columns, rowKey, toOf, searchLabel, filters = [], countWords, tools } = props;
  const t = useText();
  const scroll = useKeptScroll();
  const unknown = pages.step === 'loading' || (pages.rows.length === 0 && pages.problem !== null);
  return (
    <>
      <TableTools
        search={{ label: searchLabel, value: table.search }}
        onSearch={table.onSearch}
        filters={filters.map((filter) => ({ ...filter, value: table.query[filter.name] ?? '' }))}
        onFilter={table.onFilter}
        all={t('console.table.all')}
        count={unknown ? '' : countWords(pages.total)}
        clear={
          table.narrowed && (
            <Button appearance="subtle" size="small" onClick={table.onClear}>
              {t('console.table.clear')}
            </Button>
          )
        }
      >
        {tools}
      </TableTools>
      <Standing pages={pages} />
      <DataTable
        label={label}
        columns={columns}
        rows={pages.rows}
        total={pages.total}
        rowKey={rowKey}
        {...(toOf === undefined ? {} : { hrefOf: (row: Row) => addressOf(toOf(row)) })}
        sort={table.sort}
        onSort={table.onSort}
        reach={pages.reach}
        {...(props.chosenKey === undefined ? {} : { chosenKey: props.chosenKey })}
        scroll={scroll}
        busy={pages.step === 'changing'}
        empty={unknown ? <Reading pages={pages} /> : table.narrowed ? <NothingFound /> : props.empty}
      />
    </>
  );
}

/** What is shown is older, because the last reading failed. */
function Standing({ pages: { problem, readAtMs } }: { readonly pages: Pages<unknown> }) {
  const t = useText();
  const formats = useFormats();
  const words = useProblemWords();
  if (problem === null || readAtMs === null) return null;
  return (
    <MessageBar tone="warn" role="status">
      {t('console.table.stale', { time: formats.time(readAtMs), problem: words(problem) })}
    </MessageBar>
  );
}

/** Nothing is known: because it is on its way, or because it could not be read. */
function Reading({ pages: { problem } }: { readonly pages: Pages<unknown> }) {
  const t = useText();
  const words = useProblemWords();
  const { queries } = useSignedIn();
  if (problem === null) return <p role="status">{t('console.table.loading')}</p>;
  return (
    <EmptyState
      icon="warning"
      title={words(problem)}
      action={<Button onClick={queries.refresh}>{t('console.table.retry')}</Button>}
    />
  );
}

function NothingFound() {
  const t = useText();
  return (
    <EmptyState icon="search" title={t('console.table.nothingFound')}>
      {t('console.table.nothingFoundHelp')}
    </EmptyState>
  );
}
