/** Watches a request for what its failure will need to be told: whose certificate was shown. */
import type { ClientRequest } from 'node:http';
import { TLSSocket, type PeerCertificate } from 'node:tls';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import { codeOf, failureOfError, type SeenCertificate } from './failure-of-error.ts';
import { WayError } from './way-error.ts';

/** Answers with what an error of this request means. */
export function watchRequest(request: ClientRequest, url: string): (error: unknown) => NetworkFailure {
  const { host } = new URL(url);
  let certificate: SeenCertificate | null = null;
  request.on('socket', (socket) => {
    if (!(socket instanceof TLSSocket)) return;
    // Before Node judges it: a certificate that is refused is gone together with its connection.
    socket.prependListener('secure', () => {
      certificate = seen(socket.getPeerCertificate());
    });
  });
  return (error) =>
    error instanceof WayError ? error.failure : failureOfError({ host, code: codeOf(error), certificate });
}

/** Absent fields are absent in fact, whatever the types say; a certificate may name nobody. */
function seen(shown: Partial<PeerCertificate>): SeenCertificate {
  const { subject, issuer, subjectaltname = '', valid_from: from = '', valid_to: until = '' } = shown;
  const names = subjectaltname.replaceAll(/(?:DNS|IP Address):/gu, '');
  return { subject: nameOf(subject), issuer: nameOf(issuer), names, from, until };
}

function nameOf(of: Partial<PeerCertificate['subject']> | undefined): string {
  const [name] = [of?.CN ?? of?.O ?? of?.OU ?? ''].flat();
  return name ?? '';
}
