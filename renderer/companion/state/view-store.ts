/** What the person is looking at: the window's own state, which the device need not know. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export const PLACES = ['mail', 'notices', 'status', 'settings'] as const;
export type Place = (typeof PLACES)[number];

/** What opened over the page. */
export type Dialog = 'none' | 'protect' | 'proxy' | 'sign-out';

export interface View {
  readonly place: Place;
  /** A notice to bring into view, as one that was clicked on the desktop. */
  readonly noticeId: string | null;
  /** Whose mailbox; null: one's own. */
  readonly accountId: string | null;
  readonly mailbox: 'inbox' | 'sent';
  readonly unreadOnly: boolean;
  readonly mailId: string | null;
  /** The draft being written, in the reading pane's place. */
  readonly draftId: string | null;
  readonly searchText: string;
  /** Whether the DR band is folded to one line; `auto` lets the window's height decide. */
  readonly band: 'auto' | 'full' | 'slim';
  readonly dialog: Dialog;
}

export type ViewStore = StoreApi<View>;

const START: View = {
  place: 'mail',
  noticeId: null,
  accountId: null,
  mailbox: 'inbox',
  unreadOnly: false,
  mailId: null,
  draftId: null,
  searchText: '',
  band: 'auto',
  dialog: 'none',
};

export function createViewStore(start: Partial<View> = {}): ViewStore {
  return createStore<View>(() => ({ ...START, ...start }));
}

/** For who signs in next: nothing of the last person's view stays, and Status shows how the device gets ready. */
export function welcomeView(store: ViewStore): void {
  store.setState({ ...START, place: 'status' });
}
