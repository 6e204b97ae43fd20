/** How the service is reached, and whom it trusts on the way out, as told on the command line (interfaces 1). */
import path from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { isPlainPath } from '../shared/domain/service-address.ts';
import type { Endpoint } from './config.ts';
import type { CertificateFiles } from './tls/certificate-files.ts';

export interface TransportSettings {
  /** No slash at the end, as `https://example.com/continuity`; null: the address that was asked. */
  readonly publicUrl: string | null;
  /** null: HTTP in plain. */
  readonly httpCertificate: CertificateFiles | null;
  /** null: no STARTTLS. */
  readonly smtpCertificate: CertificateFiles | null;
  /** As the gateway calls itself; null: the name of the computer. */
  readonly mailName: string | null;
  /** A PEM file of further authorities for connections that the service makes. */
  readonly authorityFile: string | null;
  /** Where figures are had by whoever asks; null: by this computer and by who has a token. */
  readonly metrics: Endpoint | null;
}

export const PLAIN_TRANSPORT: TransportSettings = {
  publicUrl: null,
  httpCertificate: null,
  smtpCertificate: null,
  mailName: null,
  authorityFile: null,
  metrics: null,
};

export interface TransportFlags {
  readonly publicUrl?: string;
  readonly tlsCertificate?: string;
  readonly tlsKey?: string;
  readonly smtpCertificate?: string;
  readonly smtpKey?: string;
  readonly mailName?: string;
  readonly ca?: string;
  readonly metricsAddress?: Endpoint;
}

export function addTransportFlags(command: Command, endpoint: (text: string) => Endpoint): Command {
  return command
    .option(
      '--public-url <url>',
      'what devices, mail clients and links use, as https://continuity.example.com or https://example.com/continuity; without it the address that was asked',
      publicUrl,
    )
    .option(
      '--tls-certificate <file>',
      'HTTPS: the certificate and its chain (PEM), read again when it changes',
    )
    .option('--tls-key <file>', 'HTTPS: the key of the certificate (PEM)')
    .option('--smtp-certificate <file>', 'STARTTLS: the certificate and its chain (PEM)')
    .option('--smtp-key <file>', 'STARTTLS: the key of the certificate (PEM)')
    .option('--mail-name <name>', 'as the gateway calls itself in greetings and reports', mailName)
    .option('--ca <file>', 'further authorities (PEM) that connections to others are checked by')
    .option(
      '--metrics-address <host:port>',
      'where /metrics answers whoever asks; elsewhere it answers this computer and tokens',
      endpoint,
    );
}

/** `fail` ends the command with bad usage. */
export function transportSettings(
  flags: TransportFlags,
  fail: (message: string) => never,
): TransportSettings {
  const pair = (name: 'tls' | 'smtp', certificate?: string, key?: string): CertificateFiles | null => {
    if (certificate === undefined && key === undefined) return null;
    if (certificate === undefined || key === undefined)
      return fail(`error: --${name}-certificate and --${name}-key belong together`);
    return { certificate: path.resolve(certificate), key: path.resolve(key) };
  };
  return {
    publicUrl: flags.publicUrl ?? null,
    httpCertificate: pair('tls', flags.tlsCertificate, flags.tlsKey),
    smtpCertificate: pair('smtp', flags.smtpCertificate, flags.smtpKey),
    mailName: flags.mailName ?? null,
    authorityFile: flags.ca === undefined ? null : path.resolve(flags.ca),
    metrics: flags.metricsAddress ?? null,
  };
}

function publicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const path = url?.pathname.replace(/\/+$/u, '') ?? '';
  const written = `${url?.origin ?? ''}${path}`;
  const isWhole = url?.href === `${written}/` || url?.href === written;
  if (url === null || !/^https?:$/u.test(url.protocol) || !isWhole || !isPlainPath(path))
    throw new InvalidArgumentError(
      'is an address as https://continuity.example.com or https://example.com/mail.',
    );
  return written;
}

function mailName(text: string): string {
  // RFC 5321, 4.1.2: a domain, or an address literal.
  if (!/^(?:[a-z\d](?:[a-z\d-]{0,62})(?:\.[a-z\d][a-z\d-]{0,62})*|\[[\d.a-f:]+\])$/iu.test(text))
    throw new InvalidArgumentError('is a host name, as mail.example.com.');
  return text;
}
