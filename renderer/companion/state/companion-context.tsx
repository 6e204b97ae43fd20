/** What every part of the window may reach: the door to the shell, the view, and a clock. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { WindowApi } from '../../../shared/bridge/window-api.ts';
import type { WindowClock } from './service-now.ts';
import type { View, ViewStore } from './view-store.ts';

export interface Companion {
  readonly api: WindowApi;
  readonly views: ViewStore;
  readonly clock: WindowClock;
}

const CompanionContext = createContext<Companion | null>(null);
export const CompanionRoot = CompanionContext.Provider;

export function useCompanion(): Companion {
  const companion = useContext(CompanionContext);
  if (companion === null) throw new Error('used outside the companion window');
  return companion;
}

export function useView<Chosen>(choose: (view: View) => Chosen): Chosen {
  return useStore(useCompanion().views, choose);
}

/** The bridge's call, for handlers. */
export function useCall(): WindowApi['call'] {
  return useCompanion().api.call;
}
