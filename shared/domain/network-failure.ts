/** What is in the way between a device and its service: each has words of its own, and something that a person can do (product 3). */

/** `host` is of the service as it was dialled, `proxy` is `name:port`. */
export type NetworkFailure =
  | { readonly kind: 'unknown-name'; readonly host: string }
  /** No way there at all: no cable, flight mode, no route. */
  | { readonly kind: 'no-network' }
  | { readonly kind: 'connection-refused'; readonly host: string }
  | { readonly kind: 'timed-out'; readonly host: string }
  /** Begun and torn down: filters of a network do this. */
  | { readonly kind: 'cut-off'; readonly host: string }
  /** Something answers there, and not in TLS. */
  | { readonly kind: 'not-encrypted'; readonly host: string }
  /** Whose it says it is, and who signed it. Empty: it does not say. */
  | {
      readonly kind: 'certificate-unknown';
      readonly host: string;
      readonly subject: string;
      readonly issuer: string;
    }
  /** `until` and `from` as the certificate has them; `subject` as above. */
  | { readonly kind: 'certificate-expired'; readonly host: string; readonly until: string }
  | { readonly kind: 'certificate-not-yet-valid'; readonly host: string; readonly from: string }
  /** `names`: for which it is, with commas. */
  | { readonly kind: 'certificate-other-name'; readonly host: string; readonly names: string }
  | { readonly kind: 'certificate-not-fit'; readonly host: string }
  | { readonly kind: 'proxy-unreachable'; readonly proxy: string }
  | { readonly kind: 'proxy-wants-password'; readonly proxy: string }
  | { readonly kind: 'proxy-password-wrong'; readonly proxy: string }
  /** It takes none of the ways that this device knows (Basic); `schemes` are those that it takes. */
  | { readonly kind: 'proxy-sign-in-unknown'; readonly proxy: string; readonly schemes: string }
  | { readonly kind: 'proxy-refuses'; readonly proxy: string; readonly status: string }
  /** It takes the request, and has no way to the service. */
  | {
      readonly kind: 'proxy-gets-nowhere';
      readonly proxy: string;
      readonly host: string;
      readonly status: string;
    }
  /** The file of further authorities cannot be used, so no certificate is judged. */
  | { readonly kind: 'authorities-unusable'; readonly file: string; readonly why: string }
  /** A web page where the service's answer should be: the network's own sign-in, most often. */
  | { readonly kind: 'web-page'; readonly host: string }
  | { readonly kind: 'redirected'; readonly host: string; readonly to: string }
  | { readonly kind: 'not-a-service'; readonly host: string }
  /** A service is there, and this is none of its names. */
  | { readonly kind: 'not-its-name'; readonly host: string }
  | { readonly kind: 'draining'; readonly host: string }
  /** HTTP comes through and WebSockets do not. */
  | { readonly kind: 'channel-blocked'; readonly host: string }
  | { readonly kind: 'unreachable'; readonly host: string };

/** A proxy that wants to know who one is, and takes name and password. */
export type ProxyQuestion = Extract<
  NetworkFailure,
  { kind: 'proxy-wants-password' | 'proxy-password-wrong' }
>;

export function asksWho(failure: NetworkFailure | null): failure is ProxyQuestion {
  return failure?.kind === 'proxy-wants-password' || failure?.kind === 'proxy-password-wrong';
}

export type NetworkFailureKind = NetworkFailure['kind'];
