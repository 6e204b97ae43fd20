/** A certificate and its key in files: read at the start, and again whenever they change; a broken pair changes nothing. */
import { readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';

export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

export interface KeyPair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

export interface CertificateNeeds {
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  readonly renewed: (pair: KeyPair) => void;
  readonly log: {
    readonly info: (fields: object, message: string) => void;
    readonly error: (fields: object, message: string) => void;
  };
}

/** Whoever renews writes one file after the other. */
const SETTLE_MS = SECOND_MS;
/** For what no watcher sees: a link that leads elsewhere, a file system of the network. */
const LOOK_EVERY_MS = MINUTE_MS;

/** Throws an `Error` that names the files when they cannot be read, are no PEM, or do not belong together. */
export function readCertificate({ certificate, key }: CertificateFiles): KeyPair {
  try {
    const pair = { cert: readFileSync(certificate), key: readFileSync(key) };
    createSecureContext(pair);
    return pair;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the certificate ${certificate} with the key ${key} cannot be used: ${why}`, {
      cause: error,
    });
  }
}

/** `first` is what is in use. */
export function watchCertificate(files: CertificateFiles, first: KeyPair, needs: CertificateNeeds): Stop {
  let inUse = first;
  const look = (): void => {
    try {
      const pair = readCertificate(files);
      if (pair.cert.equals(inUse.cert) && pair.key.equals(inUse.key)) return;
      needs.renewed(pair);
      inUse = pair;
      needs.log.info({ file: files.certificate }, 'a new certificate is in use');
    } catch (error) {
      needs.log.error({ err: error }, 'a changed certificate cannot be used: the former one stays');
    }
  };
  let settle: Stop = () => undefined;
  const changed = (): void => {
    settle();
    settle = needs.schedule(SETTLE_MS, look);
  };
  let stopLooking: Stop = () => undefined;
  const lookLater = (): void => {
    stopLooking = needs.schedule(LOOK_EVERY_MS, () => {
      look();
      lookLater();
    });
  };
  lookLater();
  const stops = [...new Set([files.certificate, files.key].map((file) => path.dirname(file)))].map((folder) =>
    watchFolder(folder, changed),
  );
  return () => {
    for (const stop of [...stops, settle, stopLooking]) stop();
  };
}

/** The folder, not the file: renewing puts another file, or another link, in its place. */
function watchFolder(folder: string, changed: () => void): Stop {
  try {
    const watcher = watch(folder, { persistent: false }, changed);
    watcher.on('error', () => watcher.close());
    return () => {
      watcher.close();
    };
  } catch {
    // No watchers are left: it is looked at every minute all the same.
    return () => undefined;
  }
}
