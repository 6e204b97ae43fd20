/** Tests the address in a browser's history. */
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeQuery, goTo, usePlace } from '../../../../renderer/console/router/navigation.ts';
import { useTableQuery } from '../../../../renderer/console/router/table-query.ts';

beforeEach(() => {
  window.location.hash = '';
});
afterEach(cleanup);

test('forward and back lead through the pages, and typing leaves no trace in the history', async () => {
  const { result } = renderHook(usePlace);
  act(() => goTo({ route: 'people' }));
  await waitFor(() => expect(result.current.route).toBe('people'));
  const { length } = window.history;
  act(() => changeQuery({ q: 'k' }));
  act(() => changeQuery({ q: 'ko' }));
  expect(result.current).toEqual({ route: 'people', query: { q: 'ko' } });
  expect(window.history.length).toBe(length);
  act(() => goTo({ route: 'person', id: 'p1' }));
  await waitFor(() => expect(result.current).toEqual({ route: 'person', id: 'p1', query: {} }));
  act(() => window.history.back());
  await waitFor(() => expect(result.current).toEqual({ route: 'people', query: { q: 'ko' } }));
});

test('a table asks for what its address says, and for nothing else that stands there', () => {
  window.location.hash = '#/devices?q=lap%201&link=online&sort=-person&strange=1';
  const { result } = renderHook(() =>
    useTableQuery({ list: '/devices?revoked=false', sort: 'name', filters: ['link'] }),
  );
  expect(result.current.path).toBe('/devices?revoked=false&q=lap+1&link=online&sort=-person');
  expect(result.current.sort).toEqual({ field: 'person', descending: true });
  act(() => result.current.onClear());
  expect(result.current).toMatchObject({ narrowed: false, path: '/devices?revoked=false&sort=-person' });
  act(() => result.current.onSort({ field: 'name', descending: false }));
  expect(window.location.hash).toBe('#/devices?strange=1');
});
