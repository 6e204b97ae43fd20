/** Reads a message once: its parts, its text as it is shown, its pictures and its files. Every view of mail follows from this. */
import { chooseBodies, type BodyLists } from './body-lists.ts';
import { contentIdOf, decodeOctets, decodeText, suggestedName } from './decode-part.ts';
import { firstField, unfold } from './header-block.ts';
import { MIME_LIMITS, type MimeLimits } from './limits.ts';
import type { BodyPart } from './mail-content.ts';
import { filesOf } from './message-files.ts';
import { pictureReader, type Picture } from './message-pictures.ts';
import { chooseShown, type ShownBody } from './shown-body.ts';
import { readStructure, type MimePart } from './structure.ts';

export interface Leaf {
  readonly part: MimePart;
  readonly described: BodyPart;
  /** Transfer encoding undone. */
  readonly octets: Buffer;
}

export interface TextBody {
  readonly partId: string;
  readonly type: string;
  /** Whole, however long. */
  readonly value: string;
}

export interface Message {
  readonly root: MimePart;
  readonly structure: BodyPart;
  /** Parts that are not multipart, by part id, in their order. */
  readonly leaves: ReadonlyMap<string, Leaf>;
  readonly lists: BodyLists;
  /** The texts of both lists, by part id. */
  readonly texts: ReadonlyMap<string, TextBody>;
  readonly shown: ShownBody;
  /** The pictures that the shown text has, by address as written there. */
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Ids of what is not shown, in order: the paper clip is there when one is. */
  readonly files: readonly string[];
}

/** Throws `MimeRefused` when a limit is met. */
export function readMessage(bytes: Buffer, limits: MimeLimits = MIME_LIMITS): Message {
  const root = readStructure(bytes, limits);
  const leaves = new Map<string, Leaf>();
  const structure = describe(bytes, root, leaves);
  const lists = chooseBodies(structure);
  const texts = textsOf(lists, leaves);
  const shown = chooseShown(lists, texts, limits.textCharacters);
  const pictures = pictureReader(leaves).picturesOf(shown);
  return {
    root,
    structure,
    leaves,
    lists,
    texts,
    shown,
    pictures,
    files: filesOf(structure, lists, shown, pictures),
  };
}

function describe(bytes: Buffer, part: MimePart, leaves: Map<string, Leaf>): BodyPart {
  const isMultipart = part.type.token.startsWith('multipart/');
  const partId = isMultipart ? null : String(leaves.size + 1);
  const octets = isMultipart ? null : decodeOctets(bytes, part);
  // The number is taken before those inside come.
  if (partId !== null && octets !== null) {
    const described = bodyPart(part, partId, octets.length, []);
    leaves.set(partId, { part, described, octets });
    return described;
  }
  return bodyPart(
    part,
    null,
    0,
    part.parts.map((child) => describe(bytes, child, leaves)),
  );
}

function bodyPart(
  part: MimePart,
  partId: string | null,
  size: number,
  subParts: readonly BodyPart[],
): BodyPart {
  const { token, parameters } = part.type;
  const language = unfold(firstField(part.fields, 'Content-Language') ?? '');
  return {
    partId,
    size,
    name: partId === null ? null : suggestedName(part),
    type: token,
    charset: parameters.get('charset') ?? (token.startsWith('text/') ? 'us-ascii' : null),
    disposition: part.disposition.token === '' ? null : part.disposition.token,
    cid: contentIdOf(part),
    language: language === '' ? null : language.split(/\s*,\s*/),
    location: firstField(part.fields, 'Content-Location')?.replace(/\s+/g, '') ?? null,
    headers: part.fields,
    encoding: part.encoding,
    start: part.start,
    end: part.end,
    subParts,
  };
}

function textsOf(
  { textBody, htmlBody }: BodyLists,
  leaves: ReadonlyMap<string, Leaf>,
): ReadonlyMap<string, TextBody> {
  const texts = new Map<string, TextBody>();
  for (const partId of new Set([...textBody, ...htmlBody])) {
    const leaf = leaves.get(partId);
    if (leaf?.described.type.startsWith('text/') !== true) continue;
    texts.set(partId, { partId, type: leaf.described.type, value: decodeText(leaf.octets, leaf.part) });
  }
  return texts;
}
