/** Finds who takes a domain's mail, by its MX records, and tries them in their order (RFC 5321 section 5.1). */
import { resolveMx as systemResolveMx } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Letter, RecipientAnswer, SendLetter } from './transport.ts';

export type ResolveMx = (
  domain: string,
) => Promise<readonly { readonly exchange: string; readonly priority: number }[]>;

export const resolveMx: ResolveMx = systemResolveMx;

export interface MxOptions {
  readonly resolveMx: ResolveMx;
  readonly send: SendLetter;
  /** 25, but in tests. */
  readonly port: number;
}

const MX_PORT = 25;
export const MX_DEFAULTS = { resolveMx, port: MX_PORT };

/** A domain with ten servers that are all down is down. */
const MAX_SERVERS = 5;

/** All recipients are of this domain. */
export async function sendByMx(
  { resolveMx: resolve, send, port }: MxOptions,
  domain: string,
  letter: Letter,
): Promise<readonly RecipientAnswer[]> {
  const all = (signal: 'refused' | 'put-off', reply: string): readonly RecipientAnswer[] =>
    letter.recipients.map(() => ({ signal, reply, server: domain }));
  const servers = await findServers(resolve, domain);
  if (typeof servers === 'string') return all(servers.startsWith('5') ? 'refused' : 'put-off', servers);
  let last: readonly RecipientAnswer[] = [];
  for (const host of servers) {
    last = await send({ host, port, scheme: 'smtp', user: null }, letter);
    if (last.some(({ signal }) => signal !== 'unreachable')) return last;
  }
  // Each domain is on its own: that one is down says nothing of the others, and so is no matter of the route.
  return all('put-off', `451 4.4.1 no server of ${domain} answers: ${last[0]?.reply ?? 'none is named'}`);
}

const NOT_THERE = new Set(['ENODATA', 'ENOTFOUND']);

/** The hosts, or the answer that their absence is. */
async function findServers(resolve: ResolveMx, domain: string): Promise<readonly string[] | string> {
  // An address literal, as in postmaster@[192.0.2.1].
  const literal = /^\[(?:ipv6:)?([^\]]+)\]$/iu.exec(domain)?.[1];
  if (literal !== undefined && isIP(literal) !== 0) return [literal];
  try {
    const records = [...(await resolve(domain))].sort((a, b) => a.priority - b.priority);
    // RFC 7505: a single "." says that the domain takes no mail.
    if (records.length === 1 && /^\.?$/u.test(records[0]?.exchange ?? ''))
      return '556 5.1.10 the domain does not accept mail';
    const hosts = records.map(({ exchange }) => exchange).slice(0, MAX_SERVERS);
    return hosts.length === 0 ? [domain] : hosts;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Without MX records the domain itself is the host; whether it exists, connecting to it tells.
    return NOT_THERE.has(code) ? [domain] : `451 4.4.3 the servers of ${domain} cannot be looked up`;
  }
}
