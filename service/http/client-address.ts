/** Who a request is from: the peer, or what a trusted proxy says of it (interfaces 1, `--trusted-proxies`). */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { BlockList, isIPv4 } from 'node:net';
import type { App } from './app-type.ts';
import { plainAddress } from '../network-of.ts';

/** A range of addresses: `10.0.0.0/8`, or one address. */
export interface AddressRange {
  readonly address: string;
  readonly bits: number;
}

/** An IP address as limits, logs and the audit log have it; `unknown` for a peer that is gone already. */
export type ClientAddress = (
  request: Pick<IncomingMessage, 'headers'> & {
    readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
  },
) => string;

declare module 'fastify' {
  interface FastifyRequest {
    /** See `ClientAddress`. Not `ip`, which knows nothing of proxies. */
    readonly clientAddress: string;
  }
}

/** null: not a range. */
export function readRange(text: string): AddressRange | null {
  const [given = '', length, ...rest] = text.trim().split('/');
  const address = given.includes('%') ? null : plainAddress(given);
  if (address === null || rest.length > 0) return null;
  const most = isIPv4(address) ? 32 : 128;
  const bits = length === undefined ? most : /^\d{1,3}$/u.test(length) ? Number(length) : Infinity;
  return bits <= most ? { address, bits } : null;
}

/** Whether an address is that of a proxy which is believed. */
export type IsTrusted = (address: string) => boolean;

export function trustIn(trustedProxies: readonly AddressRange[]): IsTrusted {
  const trusted = new BlockList();
  for (const { address, bits } of trustedProxies) trusted.addSubnet(address, bits, familyOf(address));
  return (address) => trusted.check(address, familyOf(address));
}

/** Whether what a request's headers say of its way is believed. */
export function createIsTrustedPeer(
  isTrusted: IsTrusted,
): (request: Parameters<ClientAddress>[0]) => boolean {
  return ({ socket }) => {
    const peer = plainAddress(socket.remoteAddress ?? '');
    return peer !== null && isTrusted(peer);
  };
}

export function createClientAddress(isTrusted: IsTrusted): ClientAddress {
  /** From the peer outwards: each trusted hop is believed about the one before it; what is no address ends the way. */
  const walk = (peer: string, hops: readonly string[]): string => {
    let client = peer;
    for (const hop of hops.toReversed()) {
      const address = isTrusted(client) ? hopAddress(hop) : null;
      if (address === null) return client;
      client = address;
    }
    return client;
  };

  return ({ headers, socket }) => {
    const peer = plainAddress(socket.remoteAddress ?? '');
    if (peer === null) return 'unknown';
    if (!isTrusted(peer)) return peer;
    const told = [forwardedHops(headers), forwardedForHops(headers)].filter((hops) => hops !== null);
    const clients = new Set(told.map((hops) => walk(peer, hops)));
    const [client = peer] = clients;
    // Of two headers that differ one was not written by the proxy, and which cannot be known.
    return clients.size > 1 ? peer : client;
  };
}

export function tellClientAddresses(app: App, clientAddress: ClientAddress): void {
  app.decorateRequest('clientAddress', {
    getter() {
      return clientAddress(this.raw);
    },
  });
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}

function forwardedForHops({ 'x-forwarded-for': header }: IncomingHttpHeaders): readonly string[] | null {
  return header === undefined ? null : [header].flat().join(',').split(',');
}

/** RFC 7239, 4: elements with commas between, pairs with semicolons; what is quoted holds neither. */
const FOR_PAIR = /^\s*for=("?)([^"\s;,]+)\1\s*$/iu;

function forwardedHops({ forwarded: header }: IncomingHttpHeaders): readonly string[] | null {
  if (header === undefined) return null;
  return header.split(',').map((element) => {
    const fors = element.split(';').flatMap((pair) => FOR_PAIR.exec(pair)?.[2] ?? []);
    return fors.length === 1 ? (fors[0] ?? '') : '';
  });
}

/** An address, perhaps with a port: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`. */
function hopAddress(hop: string): string | null {
  const text = hop.trim();
  const [, bracketed, withPort] = /^(?:\[([^\]]+)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/u.exec(text) ?? [];
  return plainAddress(bracketed ?? withPort ?? text);
}
