/** A table of any length: some forty rows are in the page, whatever the number. Rows are reached by arrow keys and opened with Enter. */
import { useRef } from 'react';
import { useMediaQuery } from '../use-media-query.ts';
import { TableHead } from './table-head.tsx';
import { ROW_REM, TableRows } from './table-rows.tsx';
import type { DataTableProps } from './table-props.ts';
import { leastWidthRem, tracksOf } from './table-types.ts';
import './data-table.css';

/** There is no room for columns: rows are cards. */
const NARROW = '(width < 40rem)';

/** The titles, and the table's own border. */
const HEAD_REM = 2.625;

/** Beside other things on a page: enough rows to work with, or all of a few. */
const LEAST_REM = 20;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, total, sort, onSort, busy = false, scroll, tall = false, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const cards = useMediaQuery(NARROW);
  const tracks = tracksOf(columns);
  if (total === 0) return empty;
  return (
    <div
      className={`data-table${cards ? ' data-table--cards' : ''}${tall ? ' data-table--tall' : ''}`}
      aria-busy={busy}
      style={{ minBlockSize: `min(${LEAST_REM}rem, ${HEAD_REM + total * ROW_REM}rem)` }}
    >
      <div
        ref={scroller}
        className="data-table__scroll quiet-scroll"
        onScrollEnd={({ currentTarget }) => scroll?.moved(currentTarget.scrollTop)}
      >
        <div
          className="data-table__grid"
          role="grid"
          aria-label={label}
          aria-readonly
          aria-rowcount={total + 1}
          style={cards ? {} : { minInlineSize: `${leastWidthRem(columns)}rem` }}
        >
          <TableHead columns={columns} tracks={tracks} sort={sort} onSort={onSort} />
          <TableRows {...props} tracks={tracks} cards={cards} scroller={scroller} />
        </div>
      </div>
    </div>
  );
}
