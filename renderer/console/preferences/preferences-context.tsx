/** Hands the preferences to the page. */
import { createContext, useContext } from 'react';
import type { PreferenceStore } from './preferences.ts';

const PreferencesContext = createContext<PreferenceStore | null>(null);

export const PreferencesRoot = PreferencesContext;

export function usePreferenceStore(): PreferenceStore {
  const store = useContext(PreferencesContext);
  if (store === null) throw new Error('preferences are used outside a PreferencesRoot');
  return store;
}
