/** In the device's process: asks the shell which way leads to an address, as the operating system has it. */
import type { FindRoutes, Route } from '../adapters/network/route.ts';

export interface RouteProxy {
  readonly findRoutes: FindRoutes;
  /** To be given the shell's answers. */
  readonly settle: (id: number, routes: readonly Route[]) => void;
}

export function createRouteProxy(ask: (id: number, url: string) => void): RouteProxy {
  const waiting = new Map<number, (routes: readonly Route[]) => void>();
  let lastId = 0;
  return {
    findRoutes: (url) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        ask(lastId, url);
      }),
    settle(id, routes) {
      waiting.get(id)?.(routes);
      waiting.delete(id);
    },
  };
}
