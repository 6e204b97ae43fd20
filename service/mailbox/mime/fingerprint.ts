/** What makes two messages one: who wrote them under which name, and all that they say and carry, however it was wrapped on the way. */
import { createHash } from 'node:crypto';
import type { BodyPart, MailContent } from '../../../shared/mail/mail-content.ts';

/**
 * By part id, what a part contains: equal digests, equal content. Boundaries, transfer encoding and what relays add above
 * a message have no part in it; a footer, another file or another name of one has.
 */
export function fingerprintOf(
  { messageId, from, subject }: Pick<MailContent, 'messageId' | 'from' | 'subject'>,
  structure: BodyPart,
  digests: ReadonlyMap<string, string>,
): string {
  const contained = ({ partId, type, name, subParts }: BodyPart): unknown =>
    partId === null ? [type, subParts.map(contained)] : [type, name, digests.get(partId)];
  const authors = from.map(({ email }) => email.toLowerCase());
  return sha256(JSON.stringify([messageId, authors, evenly(subject), contained(structure)]));
}

/** Line ends and white space at the end of a line say nothing. */
export function digestOfText(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return `text ${sha256(lines.join('\n').trimEnd())}`;
}

/** As it was attached; a text's line ends are whatever the way here made of them. */
export function digestOfFile(type: string, octets: Buffer): string {
  const isText = type.startsWith('text/');
  return `octets ${sha256(isText ? octets.toString('latin1').replaceAll('\r\n', '\n') : octets)}`;
}

function evenly(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function sha256(of: string | Buffer): string {
  return createHash('sha256').update(of).digest('base64url');
}
