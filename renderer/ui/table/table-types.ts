/** What a table shows and in which order. */
import type { ReactNode } from 'react';

export interface TableSort {
  readonly field: string;
  readonly descending: boolean;
}

export interface ColumnTitle {
  readonly id: string;
  readonly title: string;
  /** In rem; the table scrolls sideways rather than make a column narrower. */
  readonly minRem: number;
  /** Its share of the room that is left; 1 without it. */
  readonly grow?: number;
  /** The field that it sorts by; without it the column does not sort. */
  readonly sort?: string;
  /** Numbers end at the same edge. */
  readonly align?: 'end';
}

export interface Column<Row> extends ColumnTitle {
  readonly cell: (row: Row) => ReactNode;
}

/** As `gridTemplateColumns`. */
export function tracksOf(columns: readonly ColumnTitle[]): string {
  return columns.map(({ minRem, grow = 1 }) => `minmax(${minRem}rem, ${grow}fr)`).join(' ');
}

/** What all columns need together, in rem. */
export function leastWidthRem(columns: readonly ColumnTitle[]): number {
  return columns.reduce((sum, { minRem }) => sum + minRem, 0);
}

/** What a press on a column's title asks for: that field, rising first, then the other way round. */
export function pressedSort(field: string, shown: TableSort | undefined): TableSort {
  return { field, descending: shown?.field === field && !shown.descending };
}
