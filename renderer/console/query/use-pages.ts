/** A long list of the service, read as far as is looked at and kept up to date while it is shown. */
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { z } from 'zod';
import type { RestProblem } from '../api/rest-types.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { lookedAt, type ChainPage } from './page-chain.ts';
import type { PagesState } from './pages-source.ts';
import { problemOf } from './reading.ts';

export interface Pages<Item> {
  readonly rows: readonly Item[];
  /** How many there are in all; as many as are known where the service does not count. */
  readonly total: number;
  /** `loading`: nothing is known yet. `changing`: the rows are of the question before, until the new ones come. */
  readonly step: 'loading' | 'changing' | 'ready';
  readonly problem: RestProblem | null;
  readonly readAtMs: number | null;
  /** Says which rows are looked at, both included; what is missing of them is read. */
  readonly reach: (first: number, last: number) => void;
}

/** `path` is a list below `/api/v1`, with its `q`, `sort` and filters but without `limit` and `cursor`. */
export function usePages<Item extends z.ZodType>(path: string, item: Item): Pages<z.infer<Item>> {
  const { queries } = useSignedIn();
  const reader = useMemo(() => queries.pages(path, item), [queries, path, item]);
  const look = useCallback((changed: () => void) => reader.look(changed), [reader]);
  const state = useSyncExternalStore(look, reader.get);
  const shown = useLastShown(state);
  const rows = useRows(shown.chain.pages);
  const reach = useCallback(
    (first: number, last: number) =>
      reader.change((before) => {
        const chain = lookedAt(before.chain, first, last);
        return chain === before.chain ? before : { ...before, chain };
      }),
    [reader],
  );
  const more = typeof shown.chain.pages.at(-1)?.next === 'string';
  return {
    rows,
    // One more than is known makes the way on, where nobody has counted.
    total: Math.max(shown.chain.total ?? 0, rows.length + (more ? 1 : 0)),
    step: state.standing.step !== 'loading' ? 'ready' : shown === state ? 'loading' : 'changing',
    problem: problemOf(state.standing),
    readAtMs: shown.standing.step === 'ready' ? shown.standing.readAtMs : null,
    reach,
  };
}

/** While another question is being asked the answer to the last one stays, so that typing does not make the table blink. */
function useLastShown<Item>(state: PagesState<Item>): PagesState<Item> {
  const [last, keep] = useState(state);
  if (state.standing.step === 'loading') return last;
  if (last !== state) keep(state);
  return state;
}

function useRows<Item>(pages: readonly ChainPage<Item>[]): readonly Item[] {
  return useMemo(() => pages.flatMap(({ items }) => items), [pages]);
}
