/** Certificates and authorities as the settings name them: read at the start, renewed ones put into use. */
import os from 'node:os';
import type { Stop } from '../shared/lib/emitter.ts';
import { readAuthorities } from './tls/authorities.ts';
import {
  readCertificate,
  watchCertificate,
  type CertificateFiles,
  type CertificateNeeds,
  type KeyPair,
} from './tls/certificate-files.ts';
import type { TransportSettings } from './transport-settings.ts';

export interface Transport {
  /** null: HTTP in plain. */
  readonly http: KeyPair | null;
  /** null: no STARTTLS. */
  readonly smtp: KeyPair | null;
  /** null: Node's own. */
  readonly authorities: readonly string[] | null;
  /** As the gateway calls itself. */
  readonly mailName: string;
  readonly follow: (renewed: Readonly<Record<'http' | 'smtp', (pair: KeyPair) => void>>) => Stop;
}

type Watching = Omit<CertificateNeeds, 'renewed'>;

/** Throws an `Error` that names the file which cannot be used. */
export function openTransport(settings: TransportSettings, watching: Watching): Transport {
  const { httpCertificate, smtpCertificate } = settings;
  const http = httpCertificate === null ? null : readCertificate(httpCertificate);
  const smtp = smtpCertificate === null ? null : readCertificate(smtpCertificate);
  const follow = (
    files: CertificateFiles | null,
    first: KeyPair | null,
    renewed: (pair: KeyPair) => void,
  ): Stop =>
    files === null || first === null
      ? () => undefined
      : watchCertificate(files, first, { ...watching, renewed });
  return {
    http,
    smtp,
    authorities: readAuthorities(settings.authorityFile, process.env),
    mailName: settings.mailName ?? os.hostname(),
    follow(renewed) {
      const stops = [
        follow(httpCertificate, http, renewed.http),
        follow(smtpCertificate, smtp, renewed.smtp),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
