/** Which messages belong together: a shared Message-ID among their references and the same base subject (RFC 8621 section 3). */
import { createHash } from 'node:crypto';
import type { MailContent } from '../../shared/mail/mail-content.ts';

/** `Re:`, `AW[2]:`: what mailers put before a subject (RFC 5256 section 2.1, and other languages' words). */
const REPLY = /^(?:re|fw|fwd|aw|wg|sv|vs|antw|rif|r|tr|odp|enc|res|回复|转发)(?:\[\d+\])?\s*[:：]\s*/i;
/** `[list]`, which lists put there. */
const TAG = /^\[[^[\]]{1,80}\]\s*/;
const FORWARDED = /\s*\(fwd\)$/i;

/** Lower case, white space made even. */
export function baseSubject(subject: string): string {
  let base = subject.replace(/\s+/g, ' ').trim();
  for (let round = 0; round < MAX_PREFIXES; round += 1) {
    const plain = base.replace(REPLY, '').replace(FORWARDED, '');
    // A subject that is only a tag keeps it.
    const shorter = plain.replace(TAG, '') === '' ? plain : plain.replace(TAG, '');
    if (shorter === base) break;
    base = shorter;
  }
  return base.toLowerCase();
}

/** A subject with more has been written by a machine against us. */
const MAX_PREFIXES = 50;

/** The message's own id first. Empty for a message that names none, which is then a thread of its own. */
export function threadKeysOf(
  content: Pick<MailContent, 'subject' | 'messageId' | 'inReplyTo' | 'references'>,
): readonly string[] {
  const subject = baseSubject(content.subject);
  const ids = new Set([...content.messageId, ...content.inReplyTo, ...content.references]);
  return Array.from(ids, (id) =>
    createHash('sha256').update(`${id}\n${subject}`).digest('base64url').slice(0, KEY_LENGTH),
  );
}

/** A key means something in its account alone. */
export type AccountKey = readonly [accountId: string, key: string];

/** For maps: one text for each. */
export function nameOf([accountId, key]: AccountKey): string {
  return `${key} ${accountId}`;
}

/** 132 bits: no two keys of an account meet by chance. */
const KEY_LENGTH = 22;
