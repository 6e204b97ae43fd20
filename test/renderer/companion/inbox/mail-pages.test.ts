/** Tests that the list fetches what is looked at, once, and never shows an overtaken answer. */
import { describe, expect, test } from 'vitest';
import { createMailPages } from '../../../../renderer/companion/inbox/mail-pages.ts';
import type { WindowApi } from '../../../../shared/bridge/window-api.ts';
import { createFakeWindowApi } from '../../gallery/fake-window-api.ts';
import { updateOf } from '../../gallery/sample-snapshots.ts';

const inbox = { accountId: null, mailbox: 'inbox', unreadOnly: false } as const;

function rig() {
  const api = createFakeWindowApi(updateOf('normal'));
  const pages = createMailPages(api.call);
  const listed = (atLeast: number) =>
    new Promise<number>((resolve) => {
      const look = (): void => {
        const now = pages.listing.getState();
        if (now.state === 'listed' && now.rows.length >= atLeast) resolve(now.rows.length);
      };
      pages.listing.subscribe(look);
      look();
    });
  return { api, pages, listed };
}

describe('the pages of the list', () => {
  test('the first page is enough until more is looked at', async () => {
    const { api, pages, listed } = rig();
    pages.show(inbox, 1);
    expect(await listed(1)).toBe(50);
    pages.reach(40);
    expect(api.calls).toHaveLength(1);
    pages.reach(120);
    expect(await listed(120)).toBe(148);
    expect(api.calls.map(({ input }) => input)).toEqual(
      [0, 50, 100].map((offset) => ({ ...inbox, offset, limit: 50 })),
    );
    expect(pages.listing.getState()).toMatchObject({ total: 148 });
  });

  test('a new generation keeps what is shown until the answer is there', async () => {
    const { pages, listed } = rig();
    pages.show(inbox, 1);
    await listed(1);
    pages.show(inbox, 2);
    expect(pages.listing.getState().state).toBe('listed');
    pages.show({ ...inbox, unreadOnly: true }, 2);
    expect(pages.listing.getState().state).toBe('loading');
    expect(await listed(3)).toBe(3);
  });

  test('an answer that was overtaken is not shown', async () => {
    const held: (() => void)[] = [];
    const api = createFakeWindowApi(updateOf('normal'));
    const call: WindowApi['call'] = async (name, input) => {
      const answer = await api.call(name, input);
      await new Promise<void>((resolve) => held.push(resolve));
      return answer;
    };
    const pages = createMailPages(call);
    const states: number[] = [];
    pages.listing.subscribe((now) => states.push(now.state === 'listed' ? now.rows.length : -1));
    pages.show(inbox, 1);
    pages.show({ accountId: null, mailbox: 'sent', unreadOnly: false }, 1);
    await expect.poll(() => held.length).toBe(2);
    for (const release of held.reverse()) release();
    await expect.poll(() => states.at(-1)).toBe(5);
    expect(states).not.toContain(50);
  });

  test('a refusal is shown as one, and the next success takes its place', async () => {
    const { api, pages, listed } = rig();
    api.refuse('mail.list', { code: 'internal', field: null, message: 'no', retryAfterMs: null });
    pages.show(inbox, 1);
    await expect.poll(() => pages.listing.getState().state).toBe('failed');
    api.allow('mail.list');
    pages.show(inbox, 2);
    expect(await listed(1)).toBe(50);
  });
});
