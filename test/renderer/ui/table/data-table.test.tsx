/** Tests the table as a person meets it: 100,000 rows, keys, links, order, and what stands where there are none. */
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DataTable } from '../../../../renderer/ui/table/data-table.tsx';
import type { TableSort } from '../../../../renderer/ui/table/table-types.ts';

interface Laptop {
  readonly id: string;
  readonly name: string;
}

const COLUMNS = [
  { id: 'name', title: 'Device', cell: ({ name }: Laptop) => name, minRem: 10, sort: 'name' },
  { id: 'id', title: 'Number', cell: ({ id }: Laptop) => id, minRem: 5 },
];
const laptops = (count: number): Laptop[] =>
  Array.from({ length: count }, (_, index) => ({ id: String(index), name: `LAP-${index}` }));

let narrow = false;
beforeAll(giveSizes);
beforeEach(() => {
  narrow = false;
});
afterEach(cleanup);

interface Given {
  readonly rows?: readonly Laptop[];
  readonly total?: number;
  readonly sort?: TableSort;
}

function show({
  rows = laptops(100_000),
  total = rows.length,
  sort = { field: 'name', descending: false },
}: Given) {
  const onSort = vi.fn();
  const reach = vi.fn();
  render(
    <DataTable
      label="Devices"
      columns={COLUMNS}
      rows={rows}
      total={total}
      rowKey={({ id }) => id}
      hrefOf={({ id }) => `#/devices/${id}`}
      sort={sort}
      onSort={onSort}
      reach={reach}
      empty={<p>No device yet</p>}
    />,
  );
  return { onSort, reach };
}

const row = (index: number): HTMLElement => {
  const found = screen.getAllByRole('row').find(({ dataset }) => dataset['index'] === String(index));
  if (found === undefined) throw new Error(`row ${index} is not in the page`);
  return found;
};

describe('a table', () => {
  test('of 100,000 rows says so, and has only those in sight in the page', () => {
    const { reach } = show({});
    expect(screen.getByRole('grid', { name: 'Devices' }).getAttribute('aria-rowcount')).toBe('100001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(row(0).getAttribute('aria-rowindex')).toBe('2');
    const [first, last] = reach.mock.lastCall as [number, number];
    expect(first).toBe(0);
    expect(last).toBeGreaterThan(5);
    expect(last).toBeLessThan(40);
  });

  test('is one stop for Tab; arrows move the focus, and Home leads back', () => {
    show({});
    act(() => row(0).focus());
    fireEvent.keyDown(row(0), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(row(1));
    expect(screen.getAllByRole('row').filter(({ tabIndex }) => tabIndex === 0)).toEqual([row(1)]);
    fireEvent.keyDown(row(1), { key: 'End' });
    expect(document.activeElement).toBe(row(99_999));
    fireEvent.keyDown(row(99_999), { key: 'Home' });
    expect(document.activeElement).toBe(row(0));
  });

  test('opens a row with Enter, by the same link that a pointer finds', async () => {
    show({});
    expect(within(row(3)).getByRole('link', { name: 'LAP-3' }).getAttribute('href')).toBe('#/devices/3');
    window.location.hash = '';
    act(() => row(3).focus());
    fireEvent.keyDown(row(3), { key: 'Enter' });
    await waitFor(() => expect(window.location.hash).toBe('#/devices/3'));
  });

  test('says how it is sorted and asks for the other way round; a column without an order has no button', () => {
    const { onSort } = show({ sort: { field: 'name', descending: false } });
    const title = screen.getByRole('columnheader', { name: 'Device' });
    expect(title.getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(within(title).getByRole('button'));
    expect(onSort).toHaveBeenCalledWith({ field: 'name', descending: true });
    expect(within(screen.getByRole('columnheader', { name: 'Number' })).queryByRole('button')).toBeNull();
  });

  test('draws rows to come, and keeps the focus on one when it arrives', () => {
    const table = (rows: readonly Laptop[]) => (
      <DataTable
        label="Devices"
        columns={COLUMNS}
        rows={rows}
        total={5}
        rowKey={({ id }) => id}
        empty={null}
      />
    );
    const { rerender } = render(table(laptops(1)));
    act(() => row(2).focus());
    expect(row(2).textContent).toBe('');
    rerender(table(laptops(5)));
    expect(row(2).textContent).toContain('LAP-2');
    expect(document.activeElement).toBe(row(2));
  });

  test('without rows says why', () => {
    show({ rows: [] });
    expect(screen.getByText('No device yet')).toBeTruthy();
    expect(screen.queryByRole('grid')).toBeNull();
  });

  test('on a narrow window its rows are cards that name what they show', () => {
    narrow = true;
    show({});
    expect(screen.getByRole('grid').closest('.data-table--cards')).toBeTruthy();
    expect(within(row(0)).getByRole('gridcell').dataset['title']).toBe('Number');
  });
});

/** jsdom lays nothing out: every element gets the size of a window. */
function giveSizes(): void {
  Object.assign(window, {
    matchMedia: (media: string) => ({
      media,
      get matches() {
        return narrow;
      },
      addEventListener() {},
      removeEventListener() {},
    }),
    ResizeObserver: class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  });
  for (const [name, value] of [
    ['offsetHeight', 720],
    ['offsetWidth', 1280],
    ['clientHeight', 720],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
  Element.prototype.scrollTo = function scrollTo(this: Element, to?: ScrollToOptions | number) {
    this.scrollTop = typeof to === 'object' ? (to.top ?? 0) : 0;
    this.dispatchEvent(new Event('scroll'));
  };
}
