/** What one part of a message holds: its octets, its text, the name that it suggests. */
import { decodeBytes } from './charset.ts';
import { joinFlowed } from './flowed-text.ts';
import { firstField, unfold } from './header-block.ts';
import { parameterText } from './parameters.ts';
import { evenReference } from './references.ts';
import type { MimePart } from './structure.ts';
import { decodeTransfer } from './transfer-encoding.ts';

/** The octets that a sender attached. */
export function decodeOctets(bytes: Buffer, part: Pick<MimePart, 'encoding' | 'start' | 'end'>): Buffer {
  return decodeTransfer(bytes.subarray(part.start, part.end), part.encoding);
}

/** A text part's characters, in lines that end with a line feed alone, with the paragraphs of `format=flowed` joined; NUL has no place in text. */
export function decodeText(octets: Buffer, { type: { token, parameters } }: Pick<MimePart, 'type'>): string {
  const kind = token === 'text/html' ? 'html' : 'plain';
  const text = decodeBytes(octets, parameters.get('charset') ?? null, kind)
    .replace(/\r+\n|\r/g, '\n')
    .replaceAll('\0', '\uFFFD');
  const isFlowed = kind === 'plain' && parameters.get('format')?.toLowerCase() === 'flowed';
  return isFlowed ? joinFlowed(text, parameters.get('delsp')?.toLowerCase() === 'yes') : text;
}

/** The file name that a part suggests: not safe to use, only decoded. */
export function suggestedName(part: Pick<MimePart, 'fields' | 'type' | 'disposition'>): string | null {
  const name = parameterText(part.disposition, 'filename') ?? parameterText(part.type, 'name');
  return name?.trim() === '' ? null : name;
}

/** Content-ID as a reference has it: without brackets, blanks and the encoded words of mailers that encode everything. */
export function contentIdOf(part: Pick<MimePart, 'fields'>): string | null {
  const id = evenReference(unfold(firstField(part.fields, 'Content-ID') ?? ''));
  return id === '' ? null : id;
}
