/** Which page is shown: the address after `#`, so that each has one of its own. */
import { useSyncExternalStore } from 'react';

export const ROUTES = ['events', 'new-event', 'groups', 'devices'] as const;
export type Route = (typeof ROUTES)[number];

/** Unknown addresses lead to the events. */
export function routeOf(hash: string): Route {
  return ROUTES.find((route) => hash === `#/${route}`) ?? 'events';
}

export function addressOf(route: Route): string {
  return `#/${route}`;
}

export function goTo(route: Route): void {
  window.location.hash = addressOf(route);
}

export function useRoute(): Route {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => {
        window.removeEventListener('hashchange', changed);
      };
    },
    () => routeOf(window.location.hash),
  );
}
