/** Certificates made by openssl for a test: an authority of its own, and what it signs, valid now or not. */
import { execFileSync, spawnSync } from 'node:child_process';
import { isIP } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

export interface Authority {
  /** Its own certificate, PEM; for NODE_EXTRA_CA_CERTS. */
  readonly file: string;
  /** `from` and `to` as openssl has them: `20200101000000Z`. */
  readonly sign: (name: string, from?: string, to?: string) => Certificate;
}

const LONG_AGO = '20200101000000Z';
const FAR_OFF = '20991231235959Z';
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

const CONFIG = `[ca]
default_ca = authority
[authority]
database = index
new_certs_dir = .
rand_serial = yes
default_md = sha256
unique_subject = no
policy = anyone
copy_extensions = copy
[anyone]
commonName = supplied
`;

/** `folder` exists, and is this authority's alone. */
export function createAuthority(folder: string): Authority {
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  writeFileSync(path.join(folder, 'ca.cnf'), CONFIG);
  writeFileSync(path.join(folder, 'index'), '');
  openssl(
    'req',
    '-x509',
    ...KEY,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '3650',
    '-subj',
    '/CN=Authority',
  );
  let signed = 0;
  return {
    file: path.join(folder, 'ca.pem'),
    sign(name, from = LONG_AGO, to = FAR_OFF) {
      signed += 1;
      const [key, request, cert] = ['key', 'csr', 'pem'].map((kind) => `${String(signed)}.${kind}`);
      if (key === undefined || request === undefined || cert === undefined) throw new Error('three names');
      const kind = isIP(name) === 0 ? 'DNS' : 'IP';
      const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${kind}:${name}`];
      openssl('req', '-new', ...KEY, '-keyout', key, '-out', request, ...subject);
      const period = ['-startdate', from, '-enddate', to];
      openssl(
        'ca',
        '-batch',
        '-notext',
        '-config',
        'ca.cnf',
        '-cert',
        'ca.pem',
        '-keyfile',
        'ca.key',
        ...period,
        '-in',
        request,
        '-out',
        cert,
      );
      return { key: readFileSync(path.join(folder, key)), cert: readFileSync(path.join(folder, cert)) };
    },
  };
}
