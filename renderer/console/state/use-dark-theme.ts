/** Follows the system's theme. */
import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => {
    query.removeEventListener('change', changed);
  };
}

export function useDarkTheme(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
