/** A table's search, order and filters as the address keeps them and as the service is asked for them. */
import type { TableSort } from '../../ui/table/table-types.ts';
import { changeQuery, usePlace } from './navigation.ts';
import type { Query } from './routes.ts';

export interface TableQuery {
  /** `q`, `sort` and the page's filters as the address has them. */
  readonly query: Query;
  /** What to read for it, for `usePages`. */
  readonly path: string;
  readonly search: string;
  readonly sort: TableSort;
  /** Whether something is searched or filtered: fewer rows than there are. */
  readonly narrowed: boolean;
  readonly onSearch: (text: string) => void;
  readonly onSort: (sort: TableSort) => void;
  readonly onFilter: (name: string, value: string) => void;
  readonly onClear: () => void;
}

interface TableQueryOptions {
  /** The list's path, with whatever always belongs to it: `/users?groupId=…`. */
  readonly list: string;
  /** The order when the address says none: a field of the list, with a hyphen before it descending. */
  readonly sort: string;
  /** Names of query parameters that the list filters by. */
  readonly filters: readonly string[];
  /** What the service is asked for them, where its words are others than the address's. */
  readonly asked?: (filters: Query) => Query;
}

const AS_THEY_ARE = (filters: Query): Query => filters;

/** Only for one table of a page: it has the page's address. */
export function useTableQuery({
  list,
  sort: usualSort,
  filters,
  asked = AS_THEY_ARE,
}: TableQueryOptions): TableQuery {
  const { query } = usePlace();
  const kept = ['q', ...filters];
  const sort = query['sort'] ?? usualSort;
  return {
    query,
    path: listPath(list, { ...asked(pick(query, kept)), sort }),
    search: query['q'] ?? '',
    sort: sortOf(sort),
    narrowed: kept.some((name) => query[name] !== undefined),
    onSearch: (q) => changeQuery({ q }),
    onSort: (wanted) => changeQuery({ sort: sortText(wanted) === usualSort ? '' : sortText(wanted) }),
    onFilter: (name, value) => changeQuery({ [name]: value }),
    onClear: () => changeQuery(Object.fromEntries(kept.map((name) => [name, '']))),
  };
}

/** `list` with further parameters; those without a value are left out. */
export function listPath(list: string, parameters: Query): string {
  const [path = '', search = ''] = list.split('?', 2);
  const asked = new URLSearchParams(search);
  for (const [name, value] of Object.entries(parameters)) if (value !== '') asked.set(name, value);
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}

export function sortOf(text: string): TableSort {
  return text.startsWith('-')
    ? { field: text.slice(1), descending: true }
    : { field: text, descending: false };
}

export function sortText({ field, descending }: TableSort): string {
  return descending ? `-${field}` : field;
}

function pick(query: Query, names: readonly string[]): Query {
  return Object.fromEntries(
    names.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])),
  );
}
