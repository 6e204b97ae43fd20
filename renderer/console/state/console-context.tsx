/** Hands the console's state and calls to every part of the page. */
import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { RestClient } from '../api/rest-client.ts';
import type { Console, ConsoleState, ServiceView } from './console-store.ts';

const ConsoleContext = createContext<Console | null>(null);

export function ConsoleRoot({ value, children }: { readonly value: Console; readonly children: ReactNode }) {
  return <ConsoleContext value={value}>{children}</ConsoleContext>;
}

export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (value === null) throw new Error('the console is used outside a ConsoleRoot');
  return value;
}

export function useConsoleState(): ConsoleState {
  return useStore(useConsole().store);
}

/** Only for pages that are shown to somebody signed in. */
export function useServiceView(): { readonly view: ServiceView; readonly client: RestClient } {
  const state = useConsoleState();
  if (state.step !== 'signed-in') throw new Error('this page needs somebody signed in');
  return state;
}
