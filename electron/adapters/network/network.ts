/** The one way out of a device: each request and each channel gets its agent here (security 1). */
import http from 'node:http';
import https from 'node:https';
import type { SecureContext } from 'node:tls';
import { isLoopbackHost } from '../../../shared/domain/service-address.ts';
import { createAuthorities } from './authorities.ts';
import { DIRECT, type FindRoutes, type Route } from './route.ts';
import { TunnelAgent } from './tunnel-agent.ts';

export interface Network {
  /** In the order in which they are to be tried, never empty. Rejects with a `WayError`. */
  readonly agentsFor: (url: string) => Promise<readonly http.Agent[]>;
}

export interface NetworkNeeds {
  readonly findRoutes: FindRoutes;
  readonly authorityFile: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Routes change with the network and with passwords; agents of a way that is no longer taken let go of their connections. */
const MOST_AGENTS = 8;

export function createNetwork(needs: NetworkNeeds): Network {
  const authorities = createAuthorities({ file: needs.authorityFile, environment: needs.environment });
  const plain = new http.Agent({ keepAlive: true });
  const agents = new Map<string, http.Agent>();

  function agentFor(route: Route, trust: SecureContext | null): http.Agent {
    const key = JSON.stringify(route);
    const known = agents.get(key);
    if (known !== undefined) return known;
    if (agents.size >= MOST_AGENTS) {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    }
    const agent =
      route.kind === 'proxy' ? new TunnelAgent(route, trust) : new https.Agent(secureOptions(trust));
    agents.set(key, agent);
    return agent;
  }

  return {
    async agentsFor(url) {
      const { protocol, hostname } = new URL(url);
      // Plain HTTP is for this computer only, and what is for this computer is no proxy's.
      if (protocol === 'http:' || protocol === 'ws:') return [plain];
      const trust = authorities.trust();
      const routes = isLoopbackHost(hostname) ? DIRECT : await needs.findRoutes(url);
      return routes.map((route) => agentFor(route, trust));
    },
  };
}

function secureOptions(trust: SecureContext | null): https.AgentOptions {
  return { keepAlive: true, ...(trust === null ? {} : { secureContext: trust }) };
}
