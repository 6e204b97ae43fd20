/** The titles of a table's columns; those that sort are buttons, and say how it is sorted. Over cards, the buttons alone. */
import { Icon } from '../icon.tsx';
import { pressedSort, type ColumnTitle, type TableSort } from './table-types.ts';

interface SortProps {
  readonly sort: TableSort | undefined;
  readonly onSort: ((sort: TableSort) => void) | undefined;
}

interface TableHeadProps extends SortProps {
  readonly columns: readonly ColumnTitle[];
  readonly tracks: string;
}

export function TableHead({ columns, tracks, ...sorting }: TableHeadProps) {
  return (
    <div className="data-table__head" role="rowgroup">
      <div
        className="data-table__titles"
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: tracks }}
      >
        {columns.map((column) => (
          <Title key={column.id} column={column} {...sorting} />
        ))}
      </div>
    </div>
  );
}

function Title({ column, sort, onSort }: SortProps & { readonly column: ColumnTitle }) {
  const { title, sort: field, align = 'start' } = column;
  const sorted = field !== undefined && sort?.field === field;
  const direction = sort?.descending === true ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      className={`data-table__title data-table__title--${align}`}
      aria-sort={sorted ? direction : undefined}
    >
      {field === undefined || onSort === undefined ? (
        title
      ) : (
        <button type="button" className="data-table__sort" onClick={() => onSort(pressedSort(field, sort))}>
          {title}
          {sorted && <Icon name={direction === 'descending' ? 'chevron-down' : 'chevron-up'} size={12} />}
        </button>
      )}
    </div>
  );
}
