/** Tests where keys lead in a table, and what a press on a title asks for. */
import { expect, test } from 'vitest';
import { nextRowIndex } from '../../../../renderer/ui/table/table-keys.ts';
import { leastWidthRem, pressedSort, tracksOf } from '../../../../renderer/ui/table/table-types.ts';

test.each<[string, number, number | null]>([
  ['ArrowDown', 3, 4],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 95, 99],
  ['PageUp', 30, 20],
  ['Home', 57, 0],
  ['End', 57, 99],
  ['a', 3, null],
  ['Enter', 3, null],
])('%s on row %i of 100 leads to %s', (key, at, target) => {
  expect(nextRowIndex(key, at, 100, 10)).toBe(target);
});

test('no key leads anywhere in a table without rows, and a page is at least a row', () => {
  expect(nextRowIndex('End', 0, 0, 10)).toBeNull();
  expect(nextRowIndex('PageDown', 0, 5, 0)).toBe(1);
});

test('a title sorts rising first, then the other way round', () => {
  expect(pressedSort('name', undefined)).toEqual({ field: 'name', descending: false });
  expect(pressedSort('name', { field: 'name', descending: false })).toEqual({
    field: 'name',
    descending: true,
  });
  expect(pressedSort('name', { field: 'name', descending: true })).toEqual({
    field: 'name',
    descending: false,
  });
  expect(pressedSort('name', { field: 'mail', descending: false })).toEqual({
    field: 'name',
    descending: false,
  });
});

test('columns keep their least width and share what is left', () => {
  const columns = [
    { id: 'a', title: 'A', minRem: 10, grow: 2 },
    { id: 'b', title: 'B', minRem: 6 },
  ];
  expect(tracksOf(columns)).toBe('minmax(10rem, 2fr) minmax(6rem, 1fr)');
  expect(leastWidthRem(columns)).toBe(16);
});
