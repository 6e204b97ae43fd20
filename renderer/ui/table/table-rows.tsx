/** The rows of a table that are in sight, and a few around them. */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useState, type RefObject } from 'react';
import type { DataTableProps } from './table-props.ts';
import { TableRow } from './table-row.tsx';
import { useRowFocus } from './use-row-focus.ts';

export const ROW_REM = 3.25;
/** A first guess; cards are measured when they are there. */
const CARD_LINE_REM = 2;
const OVERSCAN = 8;

interface TableRowsProps<Row> extends DataTableProps<Row> {
  readonly tracks: string;
  readonly cards: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

export function TableRows<Row>(props: TableRowsProps<Row>) {
  const { columns, rows, total, rowKey, hrefOf, chosenKey, reach, tall = false, tracks, cards } = props;
  const { scroller } = props;
  const measured = cards || tall;
  const [remPx] = useState(rootPx);
  const rowPx = remPx * (cards ? columns.length * CARD_LINE_REM : ROW_REM);
  const focus = useRowFocus({
    count: total,
    pageRows: () => Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1,
    scrollTo: (index) => virtual.scrollToIndex(index),
  });
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
    initialOffset: props.scroll?.startPx ?? 0,
    rangeExtractor: (range) => withIndex(range, focus.reached),
  });
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => reach?.(first, last), [reach, first, last]);
  useEffect(() => virtual.measure(), [virtual, rowPx]);
  return (
    <div
      ref={focus.body}
      role="rowgroup"
      className="data-table__body"
      style={{ blockSize: virtual.getTotalSize() }}
      onKeyDown={focus.onKeyDown}
      onFocus={focus.onFocus}
    >
      {virtual.getVirtualItems().map(({ index, start, size }) => (
        <TableRow
          key={index}
          row={rows[index]}
          rowKey={rowKey}
          index={index}
          columns={columns}
          hrefOf={hrefOf}
          chosenKey={chosenKey}
          reached={index === focus.reached}
          place={{
            transform: `translateY(${start}px)`,
            ...(measured ? {} : { blockSize: size }),
            ...(cards ? {} : { gridTemplateColumns: tracks }),
          }}
          measure={measured ? virtual.measureElement : undefined}
        />
      ))}
    </div>
  );
}

/** The row that has the focus stays in the page, or the focus would be lost with it. */
function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  return indexes.includes(index) ? indexes : [...indexes, index].sort((a, b) => a - b);
}

/** Rows are laid out in rem, so that they grow with the system's text size. */
function rootPx(): number {
  const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isNaN(px) ? 16 : px;
}
