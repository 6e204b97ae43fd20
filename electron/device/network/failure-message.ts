/** What is in the way, in plain English: for logs, and for a device without a window. The window has words of its own. */
import type { NetworkFailure, NetworkFailureKind } from '../../../shared/domain/network-failure.ts';

type Words = {
  readonly [Kind in NetworkFailureKind]: (failure: Extract<NetworkFailure, { kind: Kind }>) => string;
};

const WORDS: Words = {
  'unknown-name': ({ host }) =>
    `no computer is known by the name ${host}: check the address, or whether this network needs a VPN`,
  'no-network': () => 'this computer has no network: check cable, Wi-Fi or VPN',
  'connection-refused': ({ host }) =>
    `${host} refuses the connection: check the port, or whether the service runs`,
  'timed-out': ({ host }) =>
    `${host} does not answer: a firewall may be in the way, or the address is another`,
  'cut-off': ({ host }) =>
    `the connection to ${host} is cut off: something in the network may not let it through`,
  'not-encrypted': ({ host }) => `what answers at ${host} does not speak https: check the port`,
  'certificate-unknown': ({ host, subject, issuer }) =>
    `the certificate of ${host} (for ${named(subject)}, signed by ${named(issuer)}) is of an authority that is not known here: give its certificate with --ca; nothing was sent`,
  'certificate-expired': ({ host, until }) =>
    `the certificate of ${host} ended on ${named(until)}: check this computer's clock, or have it renewed; nothing was sent`,
  'certificate-not-yet-valid': ({ host, from }) =>
    `the certificate of ${host} is valid from ${named(from)} on: check this computer's clock; nothing was sent`,
  'certificate-other-name': ({ host, names }) =>
    `the certificate that answers for ${host} is for ${named(names)}: use that name; nothing was sent`,
  'certificate-not-fit': ({ host }) =>
    `the certificate of ${host} is withdrawn or not made for a service; nothing was sent`,
  'proxy-unreachable': ({ proxy }) =>
    `the proxy ${proxy} cannot be reached: check HTTPS_PROXY or the system's settings`,
  'proxy-wants-password': ({ proxy }) =>
    `the proxy ${proxy} wants a name and a password: give them in HTTPS_PROXY`,
  'proxy-password-wrong': ({ proxy }) =>
    `the proxy ${proxy} does not take this name and password: check HTTPS_PROXY`,
  'proxy-sign-in-unknown': ({ proxy, schemes }) =>
    `the proxy ${proxy} takes ${named(schemes)} only, which this device does not know: it needs Basic, or a way past it`,
  'proxy-refuses': ({ proxy, status }) =>
    `the proxy ${proxy} does not let this device through (${status}): ask who runs it to allow the service`,
  'proxy-gets-nowhere': ({ proxy, host, status }) =>
    `the proxy ${proxy} does not reach ${host} (${status}): check the address, or ask who runs the proxy`,
  'authorities-unusable': ({ file, why }) => `the authorities in ${file} cannot be used: ${why}`,
  'web-page': ({ host }) =>
    `a web page answers in place of ${host}: sign in to this network in a browser, or check the address`,
  redirected: ({ to }) =>
    `the address leads to ${named(to)}, which is not followed: sign in to this network, or use that address`,
  'not-a-service': ({ host }) => `there is no control service at ${host}: check address and path`,
  'not-its-name': ({ host }) =>
    `the service does not go by the name ${host}: it is to be started with --public-url`,
  draining: ({ host }) => `the service at ${host} is restarting or away: it is tried again`,
  'channel-blocked': ({ host }) =>
    `the network does not let WebSockets to ${host} through: the device asks every few minutes instead`,
  unreachable: ({ host }) => `${host} cannot be reached`,
};

export function failureMessage(failure: NetworkFailure): string {
  // The table pairs every kind with its own failure; the compiler cannot follow that through the look-up.
  const words = WORDS[failure.kind] as (of: NetworkFailure) => string;
  return words(failure);
}

const named = (text: string): string => (text === '' ? 'nobody that it names' : text);
