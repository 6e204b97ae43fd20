/** The mailbox that the person chose, listed and kept fresh. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useCall, useView } from '../state/companion-context.tsx';
import { createMailPages, type MailListing } from './mail-pages.ts';

export function useMailPages(
  accountId: string | null,
  generation: number,
): {
  readonly listing: MailListing;
  readonly reach: (count: number) => void;
} {
  const call = useCall();
  const mailbox = useView((view) => view.mailbox);
  const unreadOnly = useView((view) => view.unreadOnly);
  const [pages] = useState(() => createMailPages(call));
  useEffect(
    () => pages.show({ accountId, mailbox, unreadOnly }, generation),
    [pages, accountId, mailbox, unreadOnly, generation],
  );
  return { listing: useStore(pages.listing), reach: pages.reach };
}
