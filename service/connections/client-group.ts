/** Who counts as one client where connections are counted: an IPv4 address, or the /64 of an IPv6 address, which one subscriber has whole. Pure. */
import { isIPv6 } from 'node:net';

const HALF = 4;
const GROUPS = 8;

export function clientGroup(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '').replace(/%.*$/u, '');
  if (!isIPv6(plain)) return plain;
  const [before = '', after] = plain.split('::', 2);
  const head = wordsOf(before);
  const tail = wordsOf(after ?? '');
  const gap =
    after === undefined ? [] : Array.from({ length: GROUPS - head.length - tail.length }, () => '0');
  const network = [...head, ...gap, ...tail].slice(0, HALF);
  return `${network.map((word) => Number.parseInt(word, 16).toString(16)).join(':')}::/64`;
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}
