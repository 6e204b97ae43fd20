/** Which names and addresses this service answers to: a page whose name was made to lead here has another (DNS rebinding; pure). */
import { isIP, isIPv4, isIPv6 } from 'node:net';

export interface HostRule {
  /** null: none is set. */
  readonly publicUrl: string | null;
  /** As given to `--http`: a name, an address, or a wildcard. */
  readonly listensOn: string;
}

const WILDCARDS: readonly string[] = ['0.0.0.0', '::'];

/** `host`: the header's value, with or without a port. */
export function isKnownHost(host: string, { publicUrl, listensOn }: HostRule): boolean {
  const name = nameOf(host);
  if (name === null) return false;
  if (isLoopbackName(name)) return true;
  if (publicUrl !== null && name === nameOf(new URL(publicUrl).host)) return true;
  // Who shows an address has connected to it: only a name can be made to lead somewhere else.
  return WILDCARDS.includes(listensOn) ? isIP(name) !== 0 : name === listensOn.toLowerCase();
}

function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** In lower case, without brackets, port and final dot; null: no host. */
function nameOf(host: string): string | null {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::\d{1,5})?$/u.exec(host.toLowerCase()) ?? [];
  if (bracketed !== undefined) return isIPv6(bracketed) ? bracketed : null;
  return plain?.replace(/\.$/u, '') ?? null;
}
