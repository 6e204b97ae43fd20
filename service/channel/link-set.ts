/** All open connections, for what concerns each of them: draining and stopping. */
import { CLOSE_CODES } from '../../shared/protocol/close-codes.ts';
import type { ChannelContext } from './context.ts';
import { RETRY_SPREAD_MS } from './limits.ts';
import type { Link } from './link.ts';

export interface LinkSet {
  readonly add: (link: Link) => void;
  readonly remove: (link: Link) => void;
  readonly all: () => Iterable<Link>;
  /** Tells each to come back at a time of its own; resolves when the last is gone and what they told is saved. */
  readonly drain: (context: Pick<ChannelContext, 'chance' | 'signal'>) => Promise<void>;
  readonly terminate: () => void;
}

export function createLinkSet(): LinkSet {
  const links = new Set<Link>();
  const emptied = new Set<() => void>();
  return {
    add: (link) => links.add(link),
    remove(link) {
      links.delete(link);
      if (links.size > 0) return;
      for (const resolve of emptied) resolve();
      emptied.clear();
    },
    all: () => links,
    async drain({ chance, signal }) {
      for (const link of [...links]) {
        const retryAfterMs = Math.round(chance.uniform() * RETRY_SPREAD_MS);
        const ending = { code: CLOSE_CODES.restarting, reason: 'the service is restarting', retryAfterMs };
        signal(link, { kind: 'end', ending });
      }
      const savings = [...links].map(({ saving }) => saving);
      if (links.size > 0) await new Promise<void>((resolve) => emptied.add(resolve));
      await Promise.all(savings);
    },
    terminate() {
      for (const link of links) link.ws.terminate();
    },
  };
}
