/** How a long list is read: page by page, as far as is looked at. */
import type { z } from 'zod';
import { pageOf, type Page } from '../../../shared/http/page.ts';
import type { RestClient } from '../api/rest-client.ts';
import type { RestAnswer } from '../api/rest-types.ts';
import { listPath } from '../router/table-query.ts';
import { EMPTY_CHAIN, staleChain, wantedPage, withPage, type PageChain, type Wanted } from './page-chain.ts';
import { LOADING, withProblem, type Reading } from './reading.ts';
import type { Source } from './reader.ts';
import type { Timers } from './timers.ts';

export interface PagesState<Item> {
  readonly chain: PageChain<Item>;
  /** How the chain stands; its value says nothing more. */
  readonly standing: Reading<null>;
  /** A page could not be read: nothing more is, until there is reason to try again. */
  readonly held: boolean;
}

export function pagesSource<Item extends z.ZodType>(
  { get }: Pick<RestClient, 'get'>,
  path: string,
  item: Item,
  { nowMs }: Pick<Timers, 'nowMs'>,
): Source<PagesState<z.infer<Item>>> {
  const schema = pageOf(item);
  return {
    initial: { chain: EMPTY_CHAIN, standing: LOADING, held: false },
    stale: (state) => ({ ...state, chain: staleChain(state.chain), held: false }),
    next({ chain, held }) {
      const wanted = held ? null : wantedPage(chain);
      if (wanted === null) return null;
      return async (signal) => {
        const answer: RestAnswer<Page<z.infer<Item>>> = await get(pagePath(path, wanted), schema, signal);
        const readAtMs = nowMs();
        return (state) =>
          answer.ok
            ? {
                chain: withPage(state.chain, wanted, answer.value),
                standing: { step: 'ready', value: null, readAtMs, problem: null },
                held: false,
              }
            : { ...state, standing: withProblem(state.standing, answer.problem), held: true };
      };
    },
  };
}

function pagePath(path: string, { cursor, limit, count }: Wanted): string {
  return listPath(path, {
    limit: String(limit),
    ...(count ? { count: 'true' } : {}),
    ...(cursor === null ? {} : { cursor }),
  });
}
