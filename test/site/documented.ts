/** The configurations of `docs/reverse-proxy.md` as the tests start them: the very text, with ports and files of the test in it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Certificate } from '../journeys/certificates.ts';
import { startServer, type RunningServer } from './debian-servers.ts';

const PAGE = path.resolve(import.meta.dirname, '../../docs/reverse-proxy.md');

export interface FrontNeeds {
  /** Of this front alone. */
  readonly folder: string;
  readonly certificate: Certificate;
  /** Of the service, as `http://127.0.0.1:8025`. */
  readonly serviceUrl: string;
  /** What this test has otherwise than the page. */
  readonly change?: (text: string) => string;
}

/** From `::1` too. */
export function startNginx(needs: FrontNeeds): Promise<RunningServer> {
  const { certificate, folder } = needs;
  writeFileSync(path.join(folder, 'front.pem'), certificate.cert);
  writeFileSync(path.join(folder, 'front.key'), certificate.key);
  return startServer('nginx', folder, (port) => {
    const sites = documented('nginx', needs)
      .replace('listen 443 ', `listen [::1]:${String(port)} ssl http2; listen 127.0.0.1:${String(port)} `)
      .replace('/etc/ssl/continuity.pem', 'front.pem')
      .replace('/etc/ssl/continuity.key', 'front.key');
    // Its places for what it buffers, and the user whose processes may write there.
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${kind};`,
    );
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    return `${user} daemon off; master_process off; pid nginx.pid; error_log stderr; events {}
      http { access_log off; ${places.join(' ')}\n${sites}\n}`;
  });
}

export function startHaproxy(needs: FrontNeeds): Promise<RunningServer> {
  const file = path.join(needs.folder, 'combined.pem');
  writeFileSync(file, Buffer.concat([needs.certificate.cert, needs.certificate.key]));
  return startServer('haproxy', needs.folder, (port) =>
    documented('haproxy', needs)
      .replace('bind :443 ', `bind 127.0.0.1:${String(port)} `)
      .replace('/etc/ssl/continuity.combined.pem', file),
  );
}

function documented(language: string, { serviceUrl, change = (text) => text }: FrontNeeds): string {
  const text = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'msu').exec(readFileSync(PAGE, 'utf8'))?.[1];
  if (text === undefined) throw new Error(`docs/reverse-proxy.md has no ${language}`);
  return change(text).replace('127.0.0.1:8025', new URL(serviceUrl).host);
}
