/** Chooses what is shown as text, as HTML and as attachments: the algorithm of RFC 8621 section 4.1.4. */
import { firstField, unfold, type HeaderField } from './header-block.ts';
import { readStructuredValue } from './parameters.ts';
import { evenReference } from './references.ts';

export interface ListedPart {
  /** null for a multipart. */
  readonly partId: string | null;
  readonly type: string;
  readonly name: string | null;
  readonly disposition: string | null;
  readonly cid: string | null;
  readonly headers: readonly HeaderField[];
  readonly subParts: readonly ListedPart[];
}

export interface BodyLists {
  readonly textBody: readonly string[];
  readonly htmlBody: readonly string[];
  readonly attachments: readonly string[];
}

interface Context {
  readonly multipartType: string;
  /** Which part is the text that the others belong to. */
  readonly root: number;
  readonly inAlternative: boolean;
}

/** Where parts go; null: an enclosing alternative has decided against that kind. */
interface Lists {
  readonly text: string[] | null;
  readonly html: string[] | null;
  readonly attachments: string[];
}

export function chooseBodies(structure: ListedPart): BodyLists {
  const textBody: string[] = [];
  const htmlBody: string[] = [];
  const attachments: string[] = [];
  const lists = { text: textBody, html: htmlBody, attachments };
  visit([structure], { multipartType: 'mixed', root: 0, inAlternative: false }, lists);
  return { textBody, htmlBody, attachments };
}

function visit(parts: readonly ListedPart[], context: Context, lists: Lists): void {
  const { text, html } = lists;
  const textLength = text?.length ?? -1;
  const htmlLength = html?.length ?? -1;
  let open = lists;
  parts.forEach((part, index) => {
    if (part.partId === null) enter(part, context, open);
    else open = place(part, part.partId, isInline(part, index, context), context, open);
  });
  if (context.multipartType !== 'alternative' || text === null || html === null) return;
  // An alternative that has one kind only shows it in both lists.
  if (textLength === text.length && htmlLength !== html.length) text.push(...html.slice(htmlLength));
  else if (htmlLength === html.length && textLength !== text.length) html.push(...text.slice(textLength));
}

function enter(part: ListedPart, context: Context, lists: Lists): void {
  const multipartType = part.type.slice('multipart/'.length);
  const inAlternative = context.inAlternative || multipartType === 'alternative';
  visit(part.subParts, { multipartType, root: rootOf(part), inAlternative }, lists);
}

/** The first part; of a `multipart/related` the one that it calls its start, or that is a text at all (RFC 2387). */
function rootOf({ type, headers, subParts }: ListedPart): number {
  if (type !== 'multipart/related') return 0;
  const { parameters } = readStructuredValue(unfold(firstField(headers, 'Content-Type') ?? ''));
  const start = evenReference(parameters.get('start') ?? '');
  const isText = (part: ListedPart): boolean => /^(?:text|multipart)\//.test(part.type);
  const named = start === '' ? -1 : subParts.findIndex((part) => part.cid === start);
  return Math.max(0, named === -1 ? subParts.findIndex(isText) : named);
}

/** Returns the lists for the parts that follow in the same multipart. */
function place(part: ListedPart, partId: string, inline: boolean, context: Context, lists: Lists): Lists {
  if (!inline) {
    lists.attachments.push(partId);
    return lists;
  }
  if (context.multipartType === 'alternative') {
    if (part.type === 'text/plain') lists.text?.push(partId);
    else if (part.type === 'text/html') lists.html?.push(partId);
    else lists.attachments.push(partId);
    return lists;
  }
  const narrowed = context.inAlternative ? narrow(part.type, lists) : lists;
  narrowed.text?.push(partId);
  narrowed.html?.push(partId);
  if ((narrowed.text === null || narrowed.html === null) && isMedia(part.type))
    lists.attachments.push(partId);
  return narrowed;
}

/** A text of the other kind beside the one that decided goes with it: in no list, nobody would see it. */
function narrow(type: string, lists: Lists): Lists {
  if (type === 'text/plain' && lists.text !== null) return { ...lists, html: null };
  if (type === 'text/html' && lists.html !== null) return { ...lists, text: null };
  return lists;
}

function isInline(part: ListedPart, index: number, context: Context): boolean {
  const shown = part.type === 'text/plain' || part.type === 'text/html' || isMedia(part.type);
  if (!shown || part.disposition === 'attachment') return false;
  // A name makes no file of what says the same in another form.
  if (context.multipartType === 'alternative' && !isMedia(part.type)) return true;
  return (
    index === context.root ||
    (context.multipartType !== 'related' && (isMedia(part.type) || part.name === null))
  );
}

function isMedia(type: string): boolean {
  return /^(?:image|audio|video)\//.test(type);
}
