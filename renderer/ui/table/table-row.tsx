/** One row of a table, or one card where there is no room for columns. */
import type { CSSProperties, ReactNode } from 'react';
import type { Column } from './table-types.ts';

interface TableRowProps<Row> {
  /** undefined: not known yet. */
  readonly row: Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly hrefOf: ((row: Row) => string) | undefined;
  readonly chosenKey: string | undefined;
  /** Where Tab enters the table. */
  readonly reached: boolean;
  readonly place: CSSProperties;
  /** Where rows are as tall as what is in them. */
  readonly measure: ((element: HTMLElement | null) => void) | undefined;
}

/** The first column names the row, and is its link where it leads somewhere. The row keeps the focus when what is in it changes. */
export function TableRow<Row>({ row, rowKey, columns, hrefOf, chosenKey, ...at }: TableRowProps<Row>) {
  const { index, reached, place, measure } = at;
  return (
    <div
      ref={measure}
      className="data-table__row"
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      aria-selected={chosenKey === undefined || row === undefined ? undefined : rowKey(row) === chosenKey}
      tabIndex={reached ? 0 : -1}
      style={place}
    >
      {columns.map(({ id, title, cell, align = 'start' }, place) => (
        <div
          key={row === undefined ? id : `${id} ${rowKey(row)}`}
          role={place === 0 ? 'rowheader' : 'gridcell'}
          className={`data-table__cell data-table__cell--${align}`}
          data-title={title}
        >
          {row === undefined ? (
            <span className="data-table__awaited" />
          ) : (
            <Linked href={place === 0 ? hrefOf?.(row) : undefined}>{cell(row)}</Linked>
          )}
        </div>
      ))}
    </div>
  );
}

/** The row has the focus, so that Tab leaves the table; a pointer finds the link anywhere on the row. */
function Linked({ href, children }: { readonly href: string | undefined; readonly children: ReactNode }) {
  if (href === undefined) return children;
  return (
    <a href={href} className="data-table__link" tabIndex={-1}>
      {children}
    </a>
  );
}
