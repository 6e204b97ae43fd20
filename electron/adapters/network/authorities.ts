/** Whose certificates count: the authorities that Node brings, those of the operating system where the runtime can tell them, and a file of the organisation's. */
import { readFileSync } from 'node:fs';
import tls, { createSecureContext, type SecureContext } from 'node:tls';
import { WayError } from './way-error.ts';

export interface Authorities {
  /** null: Node's own. Throws a `WayError` while the file of further ones cannot be used; it is looked for again with each try. */
  readonly trust: () => SecureContext | null;
}

export interface AuthoritiesNeeds {
  /** PEM; null: none beside those that are known. */
  readonly file: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Node 22.15 and later; Electron's from 36 on. */
type GetCertificates = (kind: 'bundled' | 'extra' | 'system') => readonly string[];

export function createAuthorities({ file, environment }: AuthoritiesNeeds): Authorities {
  let read: { readonly context: SecureContext | null } | null = null;
  return {
    trust() {
      read ??= { context: contextOf(file, environment) };
      return read.context;
    },
  };
}

function contextOf(file: string | null, environment: AuthoritiesNeeds['environment']): SecureContext | null {
  const own = file === null ? [] : [readAuthorityFile(file)];
  const tell = certificatesOf(tls);
  if (tell === null && file === null) return null;
  return createSecureContext({ ca: [...known(tell, environment), ...own] });
}

/** A list of one's own takes the place of all that Node would have trusted. */
function known(
  tell: GetCertificates | null,
  environment: AuthoritiesNeeds['environment'],
): readonly string[] {
  if (tell !== null) return [...new Set([...tell('bundled'), ...tell('extra'), ...tell('system')])];
  const extra = environment['NODE_EXTRA_CA_CERTS'] ?? '';
  return [...tls.rootCertificates, ...(extra === '' ? [] : [readAuthorityFile(extra)])];
}

function certificatesOf(from: object): GetCertificates | null {
  const tell: unknown = Reflect.get(from, 'getCACertificates');
  return typeof tell === 'function' ? (tell as GetCertificates) : null;
}

function readAuthorityFile(file: string): string {
  const unusable = (why: string, cause?: unknown): WayError =>
    new WayError({ kind: 'authorities-unusable', file, why }, { cause });
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw unusable(code === 'ENOENT' ? 'it is not there' : `it cannot be read (${code})`, cause);
  }
  if (pem.trim() === '') throw unusable('it is empty');
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw unusable('it has no certificate in PEM');
  try {
    createSecureContext({ ca: pem });
  } catch (cause) {
    throw unusable('its certificate is damaged', cause);
  }
  return pem;
}
