/** What a table is given. */
import type { ReactNode } from 'react';
import type { Column, TableSort } from './table-types.ts';

export interface KeptScroll {
  readonly startPx: number;
  readonly moved: (px: number) => void;
}

export interface DataTableProps<Row> {
  readonly label: string;
  /** The first names the row. */
  readonly columns: readonly Column<Row>[];
  /** What is known of the rows, from the first on. */
  readonly rows: readonly Row[];
  /** All there are; those not known yet are drawn as lines to come. */
  readonly total: number;
  readonly rowKey: (row: Row) => string;
  /** The address that a row leads to. */
  readonly hrefOf?: (row: Row) => string;
  readonly sort?: TableSort;
  readonly onSort?: (sort: TableSort) => void;
  /** Told which rows are in sight, both included. */
  readonly reach?: (first: number, last: number) => void;
  /** The rows answer an older question, and are about to change. */
  readonly busy?: boolean;
  /** Of the row that is shown elsewhere on the page. */
  readonly chosenKey?: string;
  /** Where it was scrolled to the last time, and where it is now. */
  readonly scroll?: KeptScroll;
  /** Rows are as tall as what is in them, for what no page of its own has in full. */
  readonly tall?: boolean;
  /** Stands in place of rows when there are none. */
  readonly empty: ReactNode;
}
