/** Hands the session to every part of the page. */
import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Permission } from '../../../shared/domain/access.ts';
import type { Contact, Session, SessionState } from './session.ts';
import { may } from './who.ts';

const SessionContext = createContext<Session | null>(null);

export function SessionRoot({ value, children }: { readonly value: Session; readonly children: ReactNode }) {
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): Session {
  const value = useContext(SessionContext);
  if (value === null) throw new Error('the console is used outside a SessionRoot');
  return value;
}

export function useSessionState(): SessionState {
  return useStore(useSession().state);
}

/** Only for pages that are shown to somebody signed in. */
export function useSignedIn(): Extract<SessionState, { readonly step: 'signed-in' }> {
  const state = useSessionState();
  if (state.step !== 'signed-in') throw new Error('this page needs somebody signed in');
  return state;
}

/** Whether to offer what needs the permission; the service decides in any case. */
export function useMay(wanted: Permission): boolean {
  return may(useSignedIn().who, wanted);
}

export function useContact(): Contact {
  return useStore(useSignedIn().contact);
}
