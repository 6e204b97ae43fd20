/** Marks found words in text as `<mark>`, everything else safe to be shown as HTML (RFC 8621 section 5). */

/** RFC 8621 section 5: a preview is at most so many octets. */
const MAX_PREVIEW_BYTES = 255;

/** What stands before the first found word, so that it is read in its sentence. */
const LEAD_CHARACTERS = 40;

/** What the words are found by, wherever they stand; null: there are none. */
export function patternOf(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return new RegExp(
    longestFirst.map((word) => word.replace(/[$()*+.?[\\\]^{|}/-]/g, '\\$&')).join('|'),
    'giu',
  );
}

/** null: none of the words is there. */
export function markedLine(text: string, words: RegExp | null): string | null {
  return words !== null && text.search(words) !== -1 ? mark(text, words, Infinity) : null;
}

/** The passage around the first of the words; null: none is there. */
export function markedPassage(text: string, words: RegExp | null): string | null {
  if (words === null) return null;
  const line = text.replace(/\s+/g, ' ').trim();
  const at = line.search(words);
  if (at === -1) return null;
  const from = at <= LEAD_CHARACTERS ? 0 : line.indexOf(' ', at - LEAD_CHARACTERS) + 1;
  return mark(line.slice(Math.min(from, at), at + MAX_PREVIEW_BYTES), words, MAX_PREVIEW_BYTES);
}

/** As much of it as has room; a word that has none with its marks stands without them. */
function mark(text: string, words: RegExp, maxBytes: number): string {
  let marked = '';
  let bytes = 0;
  const fits = (piece: string): boolean => {
    const more = Buffer.byteLength(piece);
    if (bytes + more > maxBytes) return false;
    bytes += more;
    marked += piece;
    return true;
  };
  const fitsPlain = (plain: string): boolean => Array.from(plain).every((sign) => fits(escapeHtml(sign)));
  let end = 0;
  for (const match of text.matchAll(words)) {
    if (!fitsPlain(text.slice(end, match.index))) return marked;
    end = match.index + match[0].length;
    if (fits(`<mark>${escapeHtml(match[0])}</mark>`)) continue;
    fitsPlain(match[0]);
    return marked;
  }
  fitsPlain(text.slice(end));
  return marked;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
