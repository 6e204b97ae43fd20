/** What is kept of a message that the parser refused: its header as far as it can be read, and its body as one attachment (G27). */
import { readHeaderBlock } from './header-block.ts';
import { summaryOf } from './header-summary.ts';
import type { Refusal } from './limits.ts';
import type { ParsedMail } from './mail-content.ts';

/** This runs outside the worker, so it reads only what costs nothing. */
const READ_BYTES = 64 * 1024;
const FIELD_CHARACTERS = 4096;

/** `start` is the message's first bytes; `size` its whole length. */
export function describeRefused(start: Buffer, size: number, refusal: Refusal): ParsedMail {
  const { fields, bodyStart } = readHeaderBlock(start.subarray(0, READ_BYTES), 0, READ_BYTES);
  const headers = fields.filter((field) => field.value.length <= FIELD_CHARACTERS);
  const structure = {
    partId: '1',
    size: size - bodyStart,
    name: null,
    type: 'application/octet-stream',
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
  return { content, bodyValues: [], searchText: '' };
}
