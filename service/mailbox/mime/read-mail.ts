/** Reads a raw message into what the mailbox keeps of it. Runs in the parsing worker, which bounds time and memory. */
import { indexable } from '../../../shared/domain/search-words.ts';
import { chooseBodies } from './body-lists.ts';
import { decodeOctets, decodeText, suggestedName, textOfHtml } from './decode-part.ts';
import { digestOfFile, digestOfText, fingerprintOf } from './fingerprint.ts';
import { firstField, unfold } from './header-block.ts';
import { summaryOf } from './header-summary.ts';
import { MIME_LIMITS, type MimeLimits } from './limits.ts';
import type { BodyPart, BodyValue, ParsedMail } from './mail-content.ts';
import { readStructure, type MimePart } from './structure.ts';

/** RFC 8621 section 4.1.4: at most 256 characters. */
const PREVIEW_CHARACTERS = 256;
/** Enough of a body to make a preview of it. */
const PREVIEW_SOURCE_CHARACTERS = 8192;
/** Twenty pages: nobody looks for a message by what stands behind them, and a log file that was pasted whole is no prose. */
const SEARCH_CHARACTERS = 64 * 1024;

interface Reading {
  readonly bytes: Buffer;
  /** Parts that are not multipart, by part id. */
  readonly leaves: Map<string, MimePart>;
  /** Of what each of them contains. */
  readonly digests: Map<string, string>;
}

/** Throws `MimeRefused` when a limit is met. */
export async function readMail(bytes: Buffer, limits: MimeLimits = MIME_LIMITS): Promise<ParsedMail> {
  const root = readStructure(bytes, limits);
  const reading: Reading = { bytes, leaves: new Map(), digests: new Map() };
  const structure = await describe(reading, root);
  const lists = chooseBodies(structure);
  const bodyValues = await readBodies(reading, [...lists.textBody, ...lists.htmlBody], limits);
  const content = {
    refusal: null,
    headers: root.fields,
    structure,
    ...lists,
    ...summaryOf(root.fields),
    preview: await previewOf(reading, bodyValues),
    hasAttachment: lists.attachments.some((partId) => isAttached(reading.leaves.get(partId))),
  };
  const fingerprint = fingerprintOf(content, structure, reading.digests);
  return { content, bodyValues, searchText: await searchTextOf(reading, bodyValues), fingerprint };
}

/** A picture that the text shows by its Content-ID is part of the text. */
function isAttached(part: MimePart | undefined): boolean {
  if (part === undefined) return false;
  return part.disposition.token === 'attachment' || firstField(part.fields, 'Content-ID') === null;
}

async function describe(reading: Reading, part: MimePart): Promise<BodyPart> {
  const isMultipart = part.type.token.startsWith('multipart/');
  const partId = isMultipart ? null : String(reading.leaves.size + 1);
  if (partId !== null) reading.leaves.set(partId, part);
  const subParts: BodyPart[] = [];
  for (const child of part.parts) subParts.push(await describe(reading, child));
  const octets = isMultipart ? null : await decodeOctets(reading.bytes, part);
  if (partId !== null && octets !== null) reading.digests.set(partId, digestOfFile(part.type.token, octets));
  const cid = unfold(firstField(part.fields, 'Content-ID') ?? '').replace(/^<|>$/g, '');
  const language = unfold(firstField(part.fields, 'Content-Language') ?? '');
  return {
    partId,
    size: octets?.length ?? 0,
    name: isMultipart ? null : await suggestedName(part),
    type: part.type.token,
    charset: part.type.parameters.get('charset') ?? (part.type.token.startsWith('text/') ? 'us-ascii' : null),
    disposition: part.disposition.token === '' ? null : part.disposition.token,
    cid: cid === '' ? null : cid,
    language: language === '' ? null : language.split(/\s*,\s*/),
    location: firstField(part.fields, 'Content-Location')?.trim() ?? null,
    headers: part.fields,
    encoding: part.encoding,
    start: part.start,
    end: part.end,
    subParts,
  };
}

/** What octets of no meaning are decoded to: two texts that have it may be two texts all the same. */
const UNDECODABLE = '\uFFFD';

async function readBodies(
  reading: Reading,
  partIds: readonly string[],
  limits: MimeLimits,
): Promise<readonly BodyValue[]> {
  const values: BodyValue[] = [];
  for (const partId of new Set(partIds)) {
    const part = reading.leaves.get(partId);
    if (!part?.type.token.startsWith('text/')) continue;
    const value = await decodeText(reading.bytes, part);
    if (!value.includes(UNDECODABLE)) reading.digests.set(partId, digestOfText(value));
    values.push({
      partId,
      value: cut(value, limits.textCharacters),
      isCut: value.length > limits.textCharacters,
    });
  }
  return values;
}

async function previewOf(reading: Reading, values: readonly BodyValue[]): Promise<string> {
  const plain = values.find(({ partId }) => reading.leaves.get(partId)?.type.token !== 'text/html');
  const source = plain ?? values[0];
  if (source === undefined) return '';
  const start = cut(source.value, PREVIEW_SOURCE_CHARACTERS);
  const text = plain === undefined ? await textOfHtml(start) : start;
  return cut(text.replace(/\s+/g, ' ').trim(), PREVIEW_CHARACTERS);
}

/** Of the plain text; of the HTML where there is no other. */
async function searchTextOf(reading: Reading, values: readonly BodyValue[]): Promise<string> {
  const isHtml = ({ partId }: BodyValue): boolean => reading.leaves.get(partId)?.type.token === 'text/html';
  const plain = values.filter((value) => !isHtml(value)).map(({ value }) => value);
  const texts = plain.length > 0 ? plain : await Promise.all(values.map(({ value }) => textOfHtml(value)));
  return indexable(cut(texts.join(' '), SEARCH_CHARACTERS));
}

/** Never between the two halves of a character. */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const last = text.charCodeAt(characters - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? characters - 1 : characters);
}
