/** Whom connections to others are checked by: the authorities that Node knows, and further ones of the organisation. */
import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';

/** null: Node's own. Throws an `Error` that names the file when it cannot be read or is no PEM. */
export function readAuthorities(
  file: string | null,
  variables: Readonly<Record<string, string | undefined>>,
): readonly string[] | null {
  if (file === null) return null;
  // A list of one's own takes the place of all that Node would have trusted.
  const extra = variables['NODE_EXTRA_CA_CERTS'] ?? '';
  return [...rootCertificates, ...(extra === '' ? [] : [readPem(extra)]), readPem(file)];
}

function readPem(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Error('it has no certificate (PEM)');
    createSecureContext({ ca: pem });
    return pem;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the authorities in ${file} cannot be used: ${why}`, { cause: error });
  }
}
