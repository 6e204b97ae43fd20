/** The window's copy of what the shell and the device publish; it is shown, never changed (house style 23). */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { WindowApi, WindowUpdate } from '../../../shared/bridge/window-api.ts';
import type { WindowClock } from './service-now.ts';

export interface Received {
  readonly update: WindowUpdate;
  /** When the update came, on the window's own steady clock; milliseconds. */
  readonly receivedAtMs: number;
}

export interface WindowState {
  /** null until the first update. */
  readonly received: Received | null;
}

export type WindowStore = StoreApi<WindowState>;

export function createWindowStore(): WindowStore {
  return createStore<WindowState>(() => ({ received: null }));
}

/** Feeds the store until stopped. */
export function followUpdates(
  api: Pick<WindowApi, 'subscribe'>,
  store: WindowStore,
  clock: WindowClock,
): Stop {
  return api.subscribe((update) => {
    store.setState({ received: { update, receivedAtMs: clock.nowMs() } });
  });
}
