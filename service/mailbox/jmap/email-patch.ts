/** What a client may say of an e-mail, keywords and mailbox, whole or as a patch (RFC 8620 section 5.3, RFC 8621 section 4.1.1). */
import { z } from 'zod';
import type { EmailState } from '../store/change-emails.ts';
import { MAILBOX_ROLES, type MailboxRole } from '../tables.ts';
import { invalid, SetFailure } from './core/set.ts';

type Keyword = Exclude<keyof EmailState, 'mailbox'>;

const KEYWORDS: ReadonlyMap<string, Keyword> = new Map([
  ['$seen', 'seen'],
  ['$flagged', 'flagged'],
  ['$answered', 'answered'],
  ['$draft', 'draft'],
]);
const NO_KEYWORDS = { seen: false, flagged: false, answered: false, draft: false };

const trueOnly = z.record(z.string(), z.literal(true));

/** Throws a `SetFailure` where the patch itself is wrong, and the returned function where its result would be. */
export function emailPatch(patch: Readonly<Record<string, unknown>>): (state: EmailState) => EmailState {
  const paths = Object.keys(patch);
  const overlapping = paths.find((path) => paths.includes(path.split('/')[0] ?? '') && path.includes('/'));
  if (overlapping !== undefined)
    throw new SetFailure({ type: 'invalidPatch', description: `"${overlapping}" is within another path` });
  const foreign = paths.filter((path) => !/^(?:keywords|mailboxIds)(?:\/|$)/.test(path));
  const keywords = keywordPatch(patch, foreign);
  return (state) => ({ ...state, ...keywords, mailbox: mailboxAfter(patch, state.mailbox) });
}

/** Of a new e-mail. Throws a `SetFailure`. */
export function newEmailState(mailboxIds: unknown, keywords: unknown): EmailState {
  if (mailboxIds === undefined) throw invalid(['mailboxIds'], 'an e-mail is in a mailbox');
  return emailPatch({ mailboxIds, keywords: keywords ?? {} })({ mailbox: 'drafts', ...NO_KEYWORDS });
}

/** `foreign` are told with what else is wrong. */
function keywordPatch(
  patch: Readonly<Record<string, unknown>>,
  foreign: readonly string[],
): Partial<Record<Keyword, boolean>> {
  const flags: Partial<Record<Keyword, boolean>> = {};
  const wrong = [...foreign];
  if ('keywords' in patch) {
    const whole = trueOnly.safeParse(patch['keywords']);
    if (!whole.success) throw invalid(['keywords'], 'keywords are names with true');
    Object.assign(flags, NO_KEYWORDS);
    for (const name of Object.keys(whole.data)) set(flags, name, true, wrong, `keywords/${name}`);
  }
  for (const [path, value] of Object.entries(patch)) {
    if (path.startsWith('keywords/')) set(flags, path.slice('keywords/'.length), value, wrong, path);
  }
  if (wrong.length > 0)
    throw invalid(
      wrong,
      'of an e-mail change mailboxIds and the keywords $seen, $flagged, $answered and $draft',
    );
  return flags;
}

function set(
  flags: Partial<Record<Keyword, boolean>>,
  name: string,
  value: unknown,
  wrong: string[],
  path: string,
): void {
  const keyword = KEYWORDS.get(name.toLowerCase());
  if (keyword === undefined || (value !== true && value !== null)) wrong.push(path);
  else flags[keyword] = value === true;
}

function mailboxAfter(patch: Readonly<Record<string, unknown>>, current: MailboxRole): MailboxRole {
  const whole = 'mailboxIds' in patch ? trueOnly.safeParse(patch['mailboxIds']) : null;
  if (whole?.success === false) throw invalid(['mailboxIds'], 'mailboxIds are ids with true');
  const ids = new Set<string>(whole === null ? [current] : Object.keys(whole.data));
  for (const [path, value] of Object.entries(patch)) {
    if (!path.startsWith('mailboxIds/')) continue;
    const id = path.slice('mailboxIds/'.length);
    if (value === true) ids.add(id);
    else if (value === null) ids.delete(id);
    else throw invalid([path], 'a mailbox is added with true and taken away with null');
  }
  const [only] = ids;
  if (only === undefined) throw invalid(['mailboxIds'], 'an e-mail is in a mailbox');
  if (ids.size > 1) throw new SetFailure({ type: 'tooManyMailboxes', description: 'one mailbox an e-mail' });
  const role = MAILBOX_ROLES.find((known) => known === only);
  if (role === undefined) throw invalid(['mailboxIds'], `there is no mailbox "${only}"`);
  return role;
}
