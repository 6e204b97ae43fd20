/** Tests which page of a long list is read next, and what an answer does to the pages after it. */
import { describe, expect, test } from 'vitest';
import {
  EMPTY_CHAIN,
  lookedAt,
  staleChain,
  wantedPage,
  withPage,
  type PageChain,
} from '../../../../renderer/console/query/page-chain.ts';

const rows = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at);

/** `count` pages of 100 rows; the cursor is the number of the first row. */
function chainOf(count: number): PageChain<number> {
  let chain: PageChain<number> = EMPTY_CHAIN;
  for (let index = 0; index < count; index += 1) {
    const from = index * 100;
    const cursor = index === 0 ? null : String(from);
    chain = withPage(
      chain,
      { index, cursor },
      { items: rows(from, 100), next: String(from + 100), total: 1000 },
    );
  }
  return chain;
}

describe('the chain of pages', () => {
  test('begins with the first page, and counts', () => {
    expect(wantedPage(EMPTY_CHAIN)).toEqual({ index: 0, cursor: null, limit: 100, count: true });
  });

  test('reads on when the rows looked at go beyond what is there, without counting again', () => {
    expect(wantedPage(lookedAt(chainOf(1), 0, 99))).toBeNull();
    expect(wantedPage(lookedAt(chainOf(1), 80, 100))).toEqual({
      index: 1,
      cursor: '100',
      limit: 100,
      count: false,
    });
  });

  test('takes big steps to a place far away', () => {
    expect(wantedPage(lookedAt(chainOf(1), 90_000, 90_020))).toMatchObject({ index: 1, limit: 1000 });
  });

  test('ends with the last page', () => {
    const whole = withPage<number>(EMPTY_CHAIN, { index: 0, cursor: null }, { items: [1], next: null });
    expect(wantedPage(lookedAt(whole, 0, 50))).toBeNull();
    const nothing = withPage<number>(EMPTY_CHAIN, { index: 0, cursor: null }, { items: [], next: null });
    expect(wantedPage(nothing)).toBeNull();
  });

  test('reads again only the pages in sight', () => {
    let chain = staleChain(lookedAt(chainOf(5), 190, 220));
    const asked: number[] = [];
    for (let wanted = wantedPage(chain); wanted !== null; wanted = wantedPage(chain)) {
      asked.push(wanted.index);
      const from = wanted.index * 100;
      chain = withPage(chain, wanted, { items: rows(from, 100), next: String(from + 100) });
    }
    expect(asked).toEqual([1, 2]);
    expect(chain.pages).toHaveLength(5);
    expect(wantedPage(lookedAt(chain, 0, 10))?.index).toBe(0);
  });

  test('a page that ends elsewhere now takes away what followed it, so that no row is there twice or missing', () => {
    const chain = lookedAt(staleChain(chainOf(3)), 0, 20);
    const changed = withPage(
      chain,
      { index: 0, cursor: null },
      { items: rows(-1, 100), next: '99', total: 1001 },
    );
    expect(changed.pages).toHaveLength(1);
    expect(changed.total).toBe(1001);
    expect(wantedPage(lookedAt(changed, 95, 120))).toMatchObject({ index: 1, cursor: '99' });
  });

  test('looking at the same rows changes nothing', () => {
    const chain = lookedAt(chainOf(1), 3, 9);
    expect(lookedAt(chain, 3, 9)).toBe(chain);
  });
});
