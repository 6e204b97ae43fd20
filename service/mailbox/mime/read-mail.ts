/** Reads a raw message into what the mailbox keeps of it. Runs in the parsing worker, which bounds time and memory. */
import { summaryOf } from '../../../shared/mail/header-summary.ts';
import { MIME_LIMITS, type MimeLimits } from '../../../shared/mail/limits.ts';
import { readMessage, type Message } from '../../../shared/mail/read-message.ts';
import { cut, previewOf, searchTextOf } from '../../../shared/mail/message-words.ts';
import type { BodyValue, ParsedMail } from '../../../shared/mail/mail-content.ts';
import { digestOfFile, digestOfText, fingerprintOf } from './fingerprint.ts';

/** Throws `MimeRefused` when a limit is met. */
export function readMail(bytes: Buffer, limits: MimeLimits = MIME_LIMITS): ParsedMail {
  const message = readMessage(bytes, limits);
  const { root, structure, lists, shown, files } = message;
  const content = {
    refusal: null,
    headers: root.fields,
    structure,
    ...lists,
    ...summaryOf(root.fields),
    preview: previewOf(shown.text),
    hasAttachment: files.length > 0,
  };
  return {
    content,
    bodyValues: bodyValuesOf(message, limits),
    searchText: searchTextOf(shown, [...message.texts.values()]),
    fingerprint: fingerprintOf(content, structure, digestsOf(message)),
  };
}

function bodyValuesOf({ texts }: Message, { textCharacters }: MimeLimits): readonly BodyValue[] {
  return Array.from(texts.values(), ({ partId, value }) => ({
    partId,
    value: cut(value, textCharacters),
    isCut: value.length > textCharacters,
  }));
}

/** What octets of no meaning are decoded to: two texts that have it may be two texts all the same. */
const UNDECODABLE = '\uFFFD';

function digestsOf({ leaves, texts }: Message): ReadonlyMap<string, string> {
  const digests = new Map<string, string>();
  for (const [partId, { described, octets }] of leaves) {
    const text = texts.get(partId)?.value;
    const isReadable = text !== undefined && !text.includes(UNDECODABLE);
    digests.set(partId, isReadable ? digestOfText(text) : digestOfFile(described.type, octets));
  }
  return digests;
}
