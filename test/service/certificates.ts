/** Certificates for 127.0.0.1 and localhost, each its own authority, made by OpenSSL. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { CertificateFiles } from '../../service/tls/certificate-files.ts';

/** Writes over what has the same name. */
export function makeCertificate(folder: string, name: string, subject = name): CertificateFiles {
  const files = { certificate: path.join(folder, `${name}.pem`), key: path.join(folder, `${name}.key`) };
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-nodes', '-days', '2', '-subj', `/CN=${subject}`],
      ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
      ...['-keyout', files.key, '-out', files.certificate],
    ],
    { stdio: 'ignore' },
  );
  return files;
}
