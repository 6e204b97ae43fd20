/** The browser's address and history: which page is shown, and how to go to another. */
import { useMemo, useSyncExternalStore } from 'react';
import { addressOf, placeOf, type Place, type Query, type To } from './routes.ts';

export function usePlace(): Place {
  const hash = useSyncExternalStore(follow, () => window.location.hash);
  return useMemo(() => placeOf(hash), [hash]);
}

export function goTo(to: To): void {
  window.location.hash = addressOf(to);
}

/** Changes what the shown page's address says after `?`, in place: the way back leads to the page before, not to each letter typed. */
export function changeQuery(changed: Query): void {
  const place = placeOf(window.location.hash);
  const query = { ...place.query, ...changed };
  window.history.replaceState(null, '', addressOf({ ...place, query }));
  // The browser tells only of what it did itself.
  window.dispatchEvent(new PopStateEvent('popstate'));
}

function follow(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  window.addEventListener('popstate', changed);
  return () => {
    window.removeEventListener('hashchange', changed);
    window.removeEventListener('popstate', changed);
  };
}
