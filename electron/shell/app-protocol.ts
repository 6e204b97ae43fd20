/** Serves `app://main/…` and `mail-view://TOKEN/`: the only two places from which a window loads anything. */
import { readFile } from 'node:fs/promises';
import type { CustomScheme, Protocol } from 'electron';
import { findAppFile, type AppFiles } from './app-files.ts';
import { APP_SCHEME, MAIL_SCHEME, appHeaders, mailHeaders } from './content-policy.ts';
import type { MailDocuments } from './mail-documents.ts';

/** To be registered before the app is ready. Neither scheme may fetch, stream or bypass a policy. */
export const PRIVILEGED_SCHEMES: CustomScheme[] = [
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  { scheme: MAIL_SCHEME, privileges: { standard: true, secure: true } },
];

export function serveApp(protocol: Pick<Protocol, 'handle'>, files: AppFiles): void {
  protocol.handle(APP_SCHEME, async ({ url, method }) => {
    const found = method === 'GET' ? findAppFile(files, url) : undefined;
    if (found === undefined) return notFound();
    return new Response(new Uint8Array(await readFile(found.file)), {
      headers: appHeaders(found.contentType),
    });
  });
}

export function serveMail(protocol: Pick<Protocol, 'handle'>, documents: MailDocuments): void {
  protocol.handle(MAIL_SCHEME, ({ url, method }) => {
    const html = method === 'GET' ? documents.find(url) : null;
    return html === null ? notFound() : new Response(html, { headers: mailHeaders() });
  });
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: appHeaders('text/plain; charset=utf-8') });
}
