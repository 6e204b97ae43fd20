/** Which links of a mail may leave the app, and how they are shown before they do (security 15). */
import { refused, ok, type Result } from '../lib/result.ts';

export interface ExternalLink {
  /** Normalised: what is opened is what was checked and shown. */
  readonly url: string;
  /** Where it leads, in ASCII: a look-alike host shows its `xn--` name. For `mailto`, the address. */
  readonly destination: string;
}

export type LinkProblem = 'too-long' | 'unparsable' | 'scheme' | 'user-info' | 'control-character';

const maxLength = 2048;
const schemes = ['https:', 'http:', 'mailto:'];
// Control characters, white space, direction and other invisible marks: URL parsers drop some of them silently.
const hidden = /[\p{Cc}\p{Cf}\p{Z}]/u;

export function parseExternalLink(text: string): Result<ExternalLink, LinkProblem> {
  if (text.length > maxLength) return refused('too-long');
  if (hidden.test(text)) return refused('control-character');
  if (!URL.canParse(text)) return refused('unparsable');
  const url = new URL(text);
  if (!schemes.includes(url.protocol)) return refused('scheme');
  if (url.username !== '' || url.password !== '') return refused('user-info');
  if (url.protocol === 'mailto:') return mailLink(url);
  return ok({ url: url.href, destination: url.host });
}

/** Recipients, subject and body only: some mail programs obey `attach` and send a file along. */
function mailLink(url: URL): Result<ExternalLink, LinkProblem> {
  const kept = new URLSearchParams();
  for (const name of ['subject', 'body', 'cc']) {
    const value = url.searchParams.get(name);
    if (value !== null) kept.set(name, value);
  }
  // A mail link separates words by %20; `+` would be read as a plus.
  const query = kept.toString().replaceAll('+', '%20');
  return ok({
    url: `mailto:${url.pathname}${query === '' ? '' : `?${query}`}`,
    destination: decodeIfPossible(url.pathname),
  });
}

function decodeIfPossible(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all: shown as it stands.
    return text;
  }
}
