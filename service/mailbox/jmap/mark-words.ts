/** Marks found words in text as `<mark>`, everything else safe to be shown as HTML (RFC 8621 section 5). */

/** RFC 8621 section 5: a preview is at most so many octets. */
const MAX_PREVIEW_BYTES = 255;

/** What stands before the first found word, so that it is read in its sentence. */
const LEAD_CHARACTERS = 40;

/** null: none of the words is there. */
export function markedLine(text: string, words: readonly string[]): string | null {
  const pattern = patternOf(words);
  return pattern !== null && text.search(pattern) !== -1 ? mark(text, pattern) : null;
}

/** The passage around the first of the words; null: none is there. */
export function markedPassage(text: string, words: readonly string[]): string | null {
  const pattern = patternOf(words);
  if (pattern === null) return null;
  const line = text.replace(/\s+/g, ' ').trim();
  const at = line.search(pattern);
  if (at === -1) return null;
  const from = at <= LEAD_CHARACTERS ? 0 : line.indexOf(' ', at - LEAD_CHARACTERS) + 1;
  const characters = Array.from(line.slice(Math.min(from, at), at + MAX_PREVIEW_BYTES));
  let passage = mark(characters.join(''), pattern);
  while (Buffer.byteLength(passage) > MAX_PREVIEW_BYTES) {
    characters.pop();
    passage = mark(characters.join(''), pattern);
  }
  return passage;
}

function patternOf(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return new RegExp(
    longestFirst.map((word) => word.replace(/[$()*+.?[\\\]^{|}/-]/g, '\\$&')).join('|'),
    'giu',
  );
}

function mark(text: string, pattern: RegExp): string {
  let marked = '';
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    marked += `${escapeHtml(text.slice(end, match.index))}<mark>${escapeHtml(match[0])}</mark>`;
    end = match.index + match[0].length;
  }
  return marked + escapeHtml(text.slice(end));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
