/** Which addresses are one client to a limit: IPv4 by the address, IPv6 by its /64, of which anybody has all (RFC 6177). */
import { isIPv4, isIPv6 } from 'node:net';

const GROUPS = 8;
const NETWORK_GROUPS = 4;

/** As it is written everywhere: without zone, and IPv4 as IPv4 also where IPv6 carries it. null: no IP address. */
export function plainAddress(text: string): string | null {
  const [address = ''] = text.split('%', 1);
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return null;
  // The URL parser writes each IPv6 address in one way (RFC 5952).
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/u.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return canonical;
  const bits = [high, low].map((group) => Number.parseInt(group, 16));
  return bits.flatMap((group) => [group >> 8, group & 0xff]).join('.');
}

/** The key of limits. What is no address is a network of its own. */
export function networkOf(remoteAddress: string): string {
  const address = plainAddress(remoteAddress);
  if (address === null || isIPv4(address)) return address ?? remoteAddress;
  const [before = '', after] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  const rest = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : GROUPS - groups.length - rest.length;
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...rest];
  return `${all.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}
