/** Plain text as blocks: paragraphs, and what was quoted from earlier mail, which is folded away. */
import { parseExternalLink } from '../../../shared/domain/external-link.ts';

export type TextBlock = { readonly kind: 'words' | 'quote'; readonly text: string };

/** A line that begins with `>` is quoted; a blank line ends a paragraph and none of its kind. */
export function textBlocks(text: string): readonly TextBlock[] {
  const blocks: { kind: TextBlock['kind']; lines: string[] }[] = [];
  for (const line of text.replace(/\r\n?/g, '\n').trimEnd().split('\n')) {
    const kind = line.startsWith('>') ? 'quote' : 'words';
    const open = blocks.at(-1);
    const blank = line.trim() === '';
    if (open !== undefined && (open.kind === kind || blank) && !endsParagraph(open, blank)) {
      open.lines.push(kind === 'quote' ? unquote(line) : line);
    } else if (!blank) {
      blocks.push({ kind, lines: [kind === 'quote' ? unquote(line) : line] });
    }
  }
  return blocks.map(({ kind, lines }) => ({ kind, text: lines.join('\n').trimEnd() }));
}

/** Only words have paragraphs: a quote is folded as one. */
function endsParagraph(
  { kind, lines }: { kind: TextBlock['kind']; lines: string[] },
  blank: boolean,
): boolean {
  return kind === 'words' && !blank && lines.at(-1)?.trim() === '';
}

function unquote(line: string): string {
  return line.replace(/^> ?/, '');
}

export type TextPiece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** A link is one word; a longer one is left as words. */
const MAX_WORD = 2048;
const TRAILING = new Set(Array.from('.,;:!?\'"»”’)]}>'));
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };

/** Finds links in time that grows with the length of the text alone: it goes word by word and never back. */
export function linkify(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  const say = (words: string): void => {
    const last = pieces.at(-1);
    if (words === '') return;
    if (last?.kind === 'words') pieces[pieces.length - 1] = { kind: 'words', text: last.text + words };
    else pieces.push({ kind: 'words', text: words });
  };
  for (const word of text.split(/(\s+)/)) {
    const found = word.length > MAX_WORD ? null : findLink(word);
    if (found === null) {
      say(word);
    } else {
      say(word.slice(0, found.start));
      pieces.push({ kind: 'link', text: word.slice(found.start, found.end), url: found.url });
      say(word.slice(found.end));
    }
  }
  return pieces;
}

interface FoundLink {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

function findLink(word: string): FoundLink | null {
  const web = word.search(/https?:\/\//i);
  const start = web === -1 ? word.length - word.replace(/^[("'<[{«“‘]+/, '').length : web;
  const end = trimEnd(word, start);
  const text = word.slice(start, end);
  if (web === -1 && !/^[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}$/i.test(text)) return null;
  const link = parseExternalLink(web === -1 ? `mailto:${text}` : text);
  return link.ok ? { start, end, url: link.value.url } : null;
}

/** Punctuation after a link belongs to the sentence; a closing bracket only if none opened within the link. */
function trimEnd(word: string, start: number): number {
  let end = word.length;
  while (end > start) {
    const last = word.charAt(end - 1);
    const opening = PAIRS[last];
    const within = opening !== undefined && word.slice(start, end).includes(opening);
    if (!TRAILING.has(last) || within) break;
    end -= 1;
  }
  return end;
}
