/** What a connection's error means: from the codes of the system, Node and OpenSSL to what is in the way (pure). */
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';

/** What is known of a try that failed. */
export interface FailedTry {
  /** Of the service, as it was dialled; the port only where it is not https's own. */
  readonly host: string;
  /** That of the error or, where it has none, of its cause. */
  readonly code: string;
  readonly certificate: SeenCertificate | null;
}

/** Of the certificate that was shown, whether trusted or not. */
export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly names: string;
  readonly from: string;
  readonly until: string;
}

const UNKNOWN: SeenCertificate = { subject: '', issuer: '', names: '', from: '', until: '' };

type Of<Kind extends NetworkFailure['kind']> = (
  tried: FailedTry,
  seen: SeenCertificate,
) => NetworkFailure & {
  readonly kind: Kind;
};

const unknownName: Of<'unknown-name'> = ({ host }) => ({ kind: 'unknown-name', host });
const noNetwork: Of<'no-network'> = () => ({ kind: 'no-network' });
const timedOut: Of<'timed-out'> = ({ host }) => ({ kind: 'timed-out', host });
const cutOff: Of<'cut-off'> = ({ host }) => ({ kind: 'cut-off', host });
const notEncrypted: Of<'not-encrypted'> = ({ host }) => ({ kind: 'not-encrypted', host });

const BY_CODE: Readonly<Record<string, Of<NetworkFailure['kind']>>> = {
  ENOTFOUND: unknownName,
  // The name servers did not answer: without a network nobody does.
  EAI_AGAIN: noNetwork,
  ENETUNREACH: noNetwork,
  ENETDOWN: noNetwork,
  EADDRNOTAVAIL: noNetwork,
  EHOSTUNREACH: timedOut,
  EHOSTDOWN: timedOut,
  ETIMEDOUT: timedOut,
  ECONNREFUSED: ({ host }) => ({ kind: 'connection-refused', host }),
  ECONNRESET: cutOff,
  EPIPE: cutOff,
  ECONNABORTED: cutOff,
  EPROTO: notEncrypted,
  ERR_SSL_WRONG_VERSION_NUMBER: notEncrypted,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notEncrypted,
  ERR_SSL_HTTP_REQUEST: notEncrypted,
  CERT_HAS_EXPIRED: ({ host }, { until }) => ({ kind: 'certificate-expired', host, until }),
  CERT_NOT_YET_VALID: ({ host }, { from }) => ({ kind: 'certificate-not-yet-valid', host, from }),
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host }, { names }) => ({ kind: 'certificate-other-name', host, names }),
  CERT_REVOKED: ({ host }) => ({ kind: 'certificate-not-fit', host }),
  INVALID_PURPOSE: ({ host }) => ({ kind: 'certificate-not-fit', host }),
  ERR_SSL_EE_KEY_TOO_SMALL: ({ host }) => ({ kind: 'certificate-not-fit', host }),
};

/** Whatever else OpenSSL has against a certificate is that nobody known stands behind it. */
const NOBODY_KNOWN = /^CERT_|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|^INVALID_CA|^PATH_LENGTH/u;

export function failureOfError(tried: FailedTry): NetworkFailure {
  const { host, code, certificate } = tried;
  const seen = certificate ?? UNKNOWN;
  const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  if (known !== undefined) return known(tried, seen);
  if (NOBODY_KNOWN.test(code))
    return { kind: 'certificate-unknown', host, subject: seen.subject, issuer: seen.issuer };
  return { kind: 'unreachable', host };
}

/** The error's own code, else that of what caused it; of several tries at once (RFC 8305) the last one's. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors.at(-1));
  return codeOf(error.cause);
}
