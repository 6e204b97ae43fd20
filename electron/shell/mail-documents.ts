/** The few sanitised mail documents that can be shown just now, each behind an unguessable address of its own. */
import { MAIL_POLICY_IN_DOCUMENT, MAIL_SCHEME } from './content-policy.ts';

export interface MailDocuments {
  /** Keeps a document and answers with its address. */
  readonly present: (html: string) => string;
  /** null for an address that was never given out, or is no longer kept. */
  readonly find: (url: string) => string | null;
}

/** The one being read, the one before it, and some for a reader who is quick. */
const keptDocuments = 6;

/** The policy stands in the document too, so that it holds wherever the document might end up. */
const head =
  '<!doctype html><meta charset="utf-8">' +
  `<meta http-equiv="Content-Security-Policy" content="${MAIL_POLICY_IN_DOCUMENT}">` +
  '<meta http-equiv="x-dns-prefetch-control" content="off"><meta name="referrer" content="no-referrer">';

/** `createToken` gives a host name: lower-case letters, digits and hyphens. */
export function createMailDocuments(createToken: () => string): MailDocuments {
  const documents = new Map<string, string>();
  return {
    present(html) {
      const url = `${MAIL_SCHEME}://${createToken()}/`;
      documents.set(url, head + html);
      for (const oldest of [...documents.keys()].slice(0, -keptDocuments)) documents.delete(oldest);
      return url;
    },
    find: (url) => documents.get(url) ?? null,
  };
}
