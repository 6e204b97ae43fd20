/** For whom a passkey is made: the public address, or this very computer; elsewhere browsers make none (pure). */
import { isIP } from 'node:net';
import { originText, type AskedOrigin } from '../../http/asked-origin.ts';

export interface RelyingParty {
  /** The host alone: neither scheme nor port are part of it. */
  readonly id: string;
  /** Of the page that may ask, as browsers write it. */
  readonly origin: string;
}

export interface AskedPlace {
  readonly asked: AskedOrigin;
  /** On which the request came in. */
  readonly localPort: number | undefined;
}

/**
 * null: passkeys do not work there (WebAuthn, 5.1.3: no address, and nothing in plain but `localhost`). A name that was
 * merely asked for counts on its own port alone, or another program of this computer could ask for us.
 */
export function relyingPartyAt(
  { asked, localPort }: AskedPlace,
  publicUrl: string | null,
): RelyingParty | null {
  const known = publicUrl === null ? null : new URL(publicUrl);
  if (known !== null && asked.host.toLowerCase() === known.host) return partyOf(known);
  const here = URL.canParse(originText(asked)) ? new URL(originText(asked)) : null;
  if (here?.hostname !== LOCALHOST || here.port !== String(localPort)) return null;
  return partyOf(here);
}

const LOCALHOST = 'localhost';

function partyOf({ protocol, hostname, origin }: URL): RelyingParty | null {
  if (protocol !== 'https:' && hostname !== LOCALHOST) return null;
  // A final dot makes another host of it for browsers, and for none of them a valid one.
  if (hostname.endsWith('.') || isIP(hostname.replace(/^\[|\]$/gu, '')) !== 0) return null;
  return { id: hostname, origin };
}
