/** Reads Chromium's own log of its network: every request and every name that was looked up (G40). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const netLogSchema = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }),
  events: z.array(
    z.object({
      type: z.number(),
      params: z.looseObject({ url: z.string().optional(), host: z.string().optional() }).optional(),
    }),
  ),
});

export interface NetworkUse {
  /** Addresses that a request was begun for. */
  readonly requests: readonly string[];
  /** Names that were asked for, as `scheme://name`; what the app's rule answered by itself has the name `~notfound`. */
  readonly lookUps: readonly string[];
  /** Connections and look-ups that left the process. */
  readonly outside: readonly string[];
  /** Sent over UDP, whatever for. */
  readonly datagrams: number;
}

/** To be called when the app has ended: the log is complete then. */
export function readNetLog(file: string): NetworkUse {
  const { constants, events } = netLogSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const nameOf = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  const named = events.map(({ type, params }) => ({ name: nameOf.get(type) ?? '', params }));
  return {
    requests: named.flatMap(({ name, params }) =>
      name === 'URL_REQUEST_START_JOB' && params?.url !== undefined ? [params.url] : [],
    ),
    lookUps: named.flatMap(({ name, params }) =>
      name === 'HOST_RESOLVER_MANAGER_REQUEST' && params?.host !== undefined ? [params.host] : [],
    ),
    outside: named
      .map(({ name }) => name)
      .filter((name) =>
        /^(TCP_CONNECT|DNS_TRANSACTION|HOST_RESOLVER_SYSTEM_TASK|HOST_RESOLVER_MANAGER_JOB)$/.test(name),
      ),
    datagrams: named.filter(({ name }) => name === 'UDP_BYTES_SENT').length,
  };
}
