/**
 * The link by which an administrator offers a service, `continuity://enrol?service=…&email=…`: which are taken.
 *
 * Any page and any mail can hold one, so it is read strictly: 2,048 characters at most, nothing hidden, no name or password,
 * each parameter once, the service by https (http on this computer only). Unknown parameters, `code` among them, are ignored.
 */
import { readServiceAddress } from '../../../shared/domain/service-address.ts';
import { ok, refused, type Result } from '../../../shared/lib/result.ts';

export interface EnrolLink {
  /** Scheme, host, port and path; no slash at the end. */
  readonly serviceUrl: string;
  /** What a person compares: the host in ASCII, with port and path where there are any. */
  readonly shownService: string;
  readonly email: string | null;
}

export type EnrolLinkProblem =
  'too-long' | 'hidden-character' | 'unparsable' | 'not-enrol' | 'repeated' | 'service' | 'email';

const MAX_LENGTH = 2048;
/** RFC 5321, 4.5.3.1.3: a path with its brackets has 256. */
const MAX_EMAIL_LENGTH = 254;
/** Control characters, blanks, direction and other invisible marks. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Z}]/u;
const EMAIL = /^[^@<>"(),:;[\]\\]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?$/iu;

/** The one link among the words of a command line; several are nobody's wish. */
export function linkAmong(argv: readonly string[]): string | null {
  const links = argv.filter(isLink);
  return links.length === 1 ? (links[0] ?? null) : null;
}

export function isLink(word: string): boolean {
  return /^continuity:/iu.test(word);
}

export function parseEnrolLink(text: string): Result<EnrolLink, EnrolLinkProblem> {
  if (text.length > MAX_LENGTH) return refused('too-long');
  if (HIDDEN.test(text)) return refused('hidden-character');
  if (!URL.canParse(text)) return refused('unparsable');
  const url = new URL(text);
  // Windows adds a slash.
  const isEnrol = url.hostname === 'enrol' && (url.pathname === '' || url.pathname === '/');
  const hasMore = url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '';
  if (url.protocol !== 'continuity:' || !isEnrol || hasMore) return refused('not-enrol');
  const names = [...url.searchParams.keys()];
  if (new Set(names).size !== names.length) return refused('repeated');
  const service = serviceOf(url.searchParams.get('service') ?? '');
  if (service === null) return refused('service');
  const email = url.searchParams.get('email');
  if (email !== null && !isEmail(email)) return refused('email');
  return ok({ ...service, email });
}

/** Written out in full: what is completed or left out silently is not what the person was shown. */
export function serviceOf(text: string): Pick<EnrolLink, 'serviceUrl' | 'shownService'> | null {
  if (!/^https?:\/\//iu.test(text) || HIDDEN.test(text)) return null;
  const address = readServiceAddress(text);
  if (!address.ok) return null;
  return { serviceUrl: address.value, shownService: address.value.replace(/^https?:\/\//u, '') };
}

export function isEmail(text: string): boolean {
  return text.length <= MAX_EMAIL_LENGTH && !HIDDEN.test(text) && EMAIL.test(text);
}
