/** Whether the address that a device dialled is this service's: a relay that shows the service's id has another (pure). */
import { isLoopbackHost, readServiceAddress } from '../../shared/domain/service-address.ts';

/** What an upgrade or a request came for. */
export interface AskedAddress {
  /** The Host header; empty: none. */
  readonly host: string;
  /** Of this end of the connection. */
  readonly port: number;
}

/**
 * With a public URL that and, for devices on this computer, the port that was asked; without one the Host that was asked,
 * which only tells a relay apart that puts its own in place of it. `asked` null: what carried it has no address.
 */
export function isOwnAddress(meant: string, asked: AskedAddress | null, publicUrl: string | null): boolean {
  if (!URL.canParse(meant)) return false;
  const { protocol, hostname, host, port } = new URL(meant);
  if (!isWritten(meant)) return false;
  if (asked === null) return true;
  if (publicUrl === null) return host === hostOf(asked.host, protocol);
  const isHere = isLoopbackHost(hostname) && port === String(asked.port);
  return isHere || meant === publicUrl;
}

/** As a device writes it, to the letter. */
function isWritten(meant: string): boolean {
  const address = readServiceAddress(meant);
  return address.ok && address.value === meant;
}

/** Without the port where it is the protocol's own; null: no host. */
function hostOf(header: string, protocol: string): string | null {
  const text = `${protocol}//${header}`;
  return header !== '' && URL.canParse(text) ? new URL(text).host : null;
}
