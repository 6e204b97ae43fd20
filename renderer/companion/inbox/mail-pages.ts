/** The rows of the list, fetched page by page as far as they are looked at, and again when the cache has changed. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallProblem } from '../../../shared/bridge/calls.ts';
import type { MailPage, MailRow } from '../../../shared/bridge/mail.ts';
import type { WindowApi } from '../../../shared/bridge/window-api.ts';

/** A screenful and a half, so that the first paint waits for one answer only. */
const PAGE = 50;

export interface MailQuery {
  readonly accountId: string | null;
  readonly mailbox: 'inbox' | 'sent';
  readonly unreadOnly: boolean;
}

export type MailListing =
  | { readonly state: 'loading' }
  | { readonly state: 'listed'; readonly rows: readonly MailRow[]; readonly total: number }
  | { readonly state: 'failed'; readonly problem: CallProblem };

export interface MailPages {
  readonly listing: StoreApi<MailListing>;
  /** Another query empties the list; the same one at a new generation keeps what is shown until the answer is there. */
  readonly show: (query: MailQuery, generation: number) => void;
  /** Says how many rows from the top are in sight. */
  readonly reach: (count: number) => void;
}

export function createMailPages(call: WindowApi['call']): MailPages {
  const listing = createStore<MailListing>(() => ({ state: 'loading' }));
  let query: MailQuery | null = null;
  let wanted = PAGE;
  // Only the newest run may write; one that it overtook stops.
  let run = 0;

  async function read(asked: MailQuery, offset: number): Promise<MailPage | null> {
    const own = run;
    const answer = await call('mail.list', { ...asked, offset, limit: PAGE });
    if (own !== run) return null;
    if (answer.ok) return answer.value;
    listing.setState({ state: 'failed', problem: answer.problem }, true);
    return null;
  }

  /** Reads on from `rows` until enough is there; a page of another generation means that the rows before it moved. */
  async function fill(asked: MailQuery, rows: readonly MailRow[], generation: number | null): Promise<void> {
    const page = await read(asked, rows.length);
    if (page === null) return;
    if (generation !== null && page.generation !== generation) {
      await fill(asked, [], null);
      return;
    }
    const all = [...rows, ...page.rows];
    const complete = page.rows.length === 0 || all.length >= page.total;
    if (complete || all.length >= wanted) {
      filling = false;
      held = page.generation;
      listing.setState({ state: 'listed', rows: all, total: complete ? all.length : page.total }, true);
      return;
    }
    await fill(asked, all, page.generation);
  }

  let filling = false;
  let held: number | null = null;

  function start(asked: MailQuery, rows: readonly MailRow[], generation: number | null): void {
    filling = true;
    run += 1;
    void fill(asked, rows, generation);
  }

  return {
    listing,
    show(asked) {
      const same =
        query?.accountId === asked.accountId &&
        query.mailbox === asked.mailbox &&
        query.unreadOnly === asked.unreadOnly;
      if (!same) {
        wanted = PAGE;
        listing.setState({ state: 'loading' }, true);
      }
      query = asked;
      start(asked, [], null);
    },
    reach(count) {
      wanted = Math.max(wanted, count);
      const now = listing.getState();
      if (query === null || filling || now.state !== 'listed') return;
      if (now.rows.length < wanted && now.rows.length < now.total) start(query, now.rows, held);
    },
  };
}
