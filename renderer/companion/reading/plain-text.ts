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
    let said = 0;
    for (const { start, end, url } of word.length > MAX_WORD ? [] : linksOf(word)) {
      say(word.slice(said, start));
      pieces.push({ kind: 'link', text: word.slice(start, end), url });
      said = end;
    }
    say(word.slice(said));
  }
  return pieces;
}

interface FoundLink {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** Where a link begins, also right behind a word of a script that puts no spaces. */
const START = /(?<![a-z\d])(?:https?:\/\/|www\.(?=[a-z\d-]+\.)|mailto:(?=[^\s@]+@))/gi;
/** Quotes and brackets around it, and scripts and signs that follow without a space, are the sentence's. */
const OUTSIDE = /["<>“”„«»「」『』、。，！？；：（）\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/u;
const ADDRESS = /^[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}$/i;

function linksOf(word: string): readonly FoundLink[] {
  const links: FoundLink[] = [];
  const starts = Array.from(word.matchAll(START), ({ index }) => index);
  for (const start of starts) {
    if (start < (links.at(-1)?.end ?? 0)) continue;
    const rest = word.slice(start).search(OUTSIDE);
    const end = trimEnd(word.slice(0, rest === -1 ? word.length : start + rest), start);
    const text = word.slice(start, end);
    const link = parseExternalLink(/^www\./i.test(text) ? `https://${text}` : text);
    if (link.ok) links.push({ start, end, url: link.value.url });
  }
  return starts.length > 0 ? links : addressOf(word);
}

function addressOf(word: string): readonly FoundLink[] {
  const start = word.length - word.replace(/^[("'<[{«“‘]+/, '').length;
  const end = trimEnd(word, start);
  const text = word.slice(start, end);
  const link = ADDRESS.test(text) ? parseExternalLink(`mailto:${text}`) : null;
  return link?.ok === true ? [{ start, end, url: link.value.url }] : [];
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
