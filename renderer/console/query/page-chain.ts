/** The pages of a long list that have been read, one after the other, and which to read next (pure). */

export interface ChainPage<Item> {
  /** null: the first. */
  readonly cursor: string | null;
  readonly items: readonly Item[];
  /** null: the last. */
  readonly next: string | null;
  /** Something may have changed since. */
  readonly stale: boolean;
}

export interface PageChain<Item> {
  readonly pages: readonly ChainPage<Item>[];
  /** null: the service has not counted. */
  readonly total: number | null;
  /** Rows that are looked at, both included. */
  readonly first: number;
  readonly last: number;
}

/** What to read: the page at `index` of the chain. */
export interface Wanted {
  readonly index: number;
  readonly cursor: string | null;
  readonly limit: number;
  /** Whether to count anew: reading on does not change how many there are. */
  readonly count: boolean;
}

/** Enough for a tall window; small enough to come at once. */
const PAGE_ROWS = 100;
/** Far from what is looked at: as many as the service gives (`MAX_PAGE_ITEMS`), so that the way to the end is short. */
const FAR_PAGE_ROWS = 1000;

export const EMPTY_CHAIN: PageChain<never> = { pages: [], total: null, first: 0, last: 0 };

/**
 * Only pages in sight are read again, and pages are read on only as far as is looked at: a change costs one or two
 * requests however long the list is. null: nothing to read.
 */
export function wantedPage(chain: PageChain<unknown>): Wanted | null {
  const { pages, first, last } = chain;
  let begin = 0;
  for (const [index, { cursor, items, stale }] of pages.entries()) {
    const end = begin + items.length;
    const inSight = begin <= last && (end > first || items.length === 0);
    if (stale && inSight) {
      return { index, cursor, limit: Math.max(PAGE_ROWS, items.length), count: true };
    }
    begin = end;
  }
  const tail = pages.at(-1);
  if (tail === undefined) return { index: 0, cursor: null, limit: PAGE_ROWS, count: true };
  if (tail.next === null || begin > last) return null;
  return {
    index: pages.length,
    cursor: tail.next,
    limit: last - begin > FAR_PAGE_ROWS ? FAR_PAGE_ROWS : PAGE_ROWS,
    count: false,
  };
}

/** Where the page now ends elsewhere, what followed it may overlap or leave a gap: it is read again when it comes in sight. */
export function withPage<Item>(
  chain: PageChain<Item>,
  { index, cursor }: Pick<Wanted, 'index' | 'cursor'>,
  read: {
    readonly items: readonly Item[];
    readonly next: string | null;
    readonly total?: number | undefined;
  },
): PageChain<Item> {
  const { items, next, total } = read;
  const page = { cursor, items, next, stale: false };
  const following = chain.pages[index]?.next === next ? chain.pages.slice(index + 1) : [];
  return {
    ...chain,
    pages: [...chain.pages.slice(0, index), page, ...following],
    total: total ?? chain.total,
  };
}

export function staleChain<Item>(chain: PageChain<Item>): PageChain<Item> {
  return { ...chain, pages: chain.pages.map((page) => ({ ...page, stale: true })) };
}

/** The same chain when nothing changes. */
export function lookedAt<Item>(chain: PageChain<Item>, first: number, last: number): PageChain<Item> {
  return chain.first === first && chain.last === last ? chain : { ...chain, first, last };
}
