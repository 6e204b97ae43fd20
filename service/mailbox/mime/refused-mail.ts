/** What is kept of a message that the parser refused: its header as far as it can be read, and its body as one attachment (G27). */
import { digestOfFile, fingerprintOf } from './fingerprint.ts';
import { readHeaderBlock } from '../../../shared/mail/header-block.ts';
import { summaryOf } from '../../../shared/mail/header-summary.ts';
import type { Refusal } from '../../../shared/mail/limits.ts';
import type { ParsedMail } from '../../../shared/mail/mail-content.ts';

/** This runs outside the worker, so it reads only what costs nothing. */
const READ_BYTES = 64 * 1024;
const FIELD_CHARACTERS = 4096;
const UNREAD_TYPE = 'application/octet-stream';

/** Of all that follows the header; for the worker, as it reads the whole message. */
export function digestOfBody(message: Buffer): string {
  const { bodyStart } = readHeaderBlock(message.subarray(0, READ_BYTES), 0, READ_BYTES);
  return digestOfFile(UNREAD_TYPE, message.subarray(bodyStart));
}

/** `start` is the message's first bytes; `size` its whole length; `digest` null: nobody has read its body. */
export function describeRefused(
  start: Buffer,
  size: number,
  refusal: Refusal,
  digest: string | null,
): ParsedMail {
  const { fields, bodyStart } = readHeaderBlock(start.subarray(0, READ_BYTES), 0, READ_BYTES);
  const headers = fields.filter((field) => field.value.length <= FIELD_CHARACTERS);
  const structure = {
    partId: '1',
    size: size - bodyStart,
    name: null,
    type: UNREAD_TYPE,
    charset: null,
    disposition: 'attachment',
    cid: null,
    language: null,
    location: null,
    headers,
    encoding: 'binary',
    start: bodyStart,
    end: size,
    subParts: [],
  };
  const content = {
    refusal,
    headers,
    structure,
    textBody: [],
    htmlBody: [],
    attachments: ['1'],
    ...summaryOf(headers),
    preview: '',
    hasAttachment: false,
  };
  const fingerprint =
    digest === null ? null : fingerprintOf(content, structure, new Map([[structure.partId, digest]]));
  return { content, bodyValues: [], searchText: '', fingerprint };
}
