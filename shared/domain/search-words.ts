/** What counts as a word in search: one rule for what is indexed and for what is typed. */

/** Marks (accents, vowel points, harakat), the letter that only stretches Arabic words, and what is not seen: soft hyphens, joiners. */
const MARKS = /[\p{M}\u0640\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]+/gu;
/** Letters that people type as others, and that are no letter with an accent to Unicode. */
const TYPED_AS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ẞ: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŧ: 't' },
};
const TYPED_OTHERWISE = /[ßẞøłæœđðþħıŧ]/g;
const WORDS = /[\p{L}\p{N}]+/gu;
/** Scripts that put no space between words: each pair of neighbours counts as a word, so that any part of a text is found. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]+/gu;
/** Arabic letters that people type without the difference: alef with hamza or madda, final ya, ta marbuta. */
const ARABIC_FORMS: Readonly<Record<string, string>> = {
  '\u0671': '\u0627',
  '\u0649': '\u064a',
  '\u0629': '\u0647',
};
const ARABIC_VARIANTS = /[\u0671\u0649\u0629]/g;
const NOT_ASCII = /[^\p{ASCII}]/u;

/** Text for the index: words apart by spaces. ASCII stays as it is, since the index splits and lowers it itself. */
export function indexable(text: string): string {
  return NOT_ASCII.test(text) ? words(text).join(' ') : text;
}

/** The words of a text as the index has them. */
export function words(text: string): readonly string[] {
  const plain = NOT_ASCII.test(text) ? fold(text) : text.toLowerCase();
  return (plain.match(WORDS) ?? []).flatMap(splitUnspaced);
}

/** Compatibility forms, case, accents and points make no difference. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(ARABIC_VARIANTS, (letter) => ARABIC_FORMS[letter] ?? letter)
    .toLowerCase()
    .replace(TYPED_OTHERWISE, (letter) => TYPED_AS[letter] ?? letter);
}

function splitUnspaced(word: string): readonly string[] {
  if (word.search(UNSPACED) < 0) return [word];
  const found: string[] = [];
  let end = 0;
  for (const run of word.matchAll(UNSPACED)) {
    if (run.index > end) found.push(word.slice(end, run.index));
    found.push(...pairs(Array.from(run[0])));
    end = run.index + run[0].length;
  }
  if (end < word.length) found.push(word.slice(end));
  return found;
}

/** The last character stands alone too, so that a query of one character finds it as a prefix of its pair or of itself. */
function pairs(characters: readonly string[]): readonly string[] {
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}

/** Words of a query; those of an unspaced run are its pairs, without the loose last character. */
export function queryWords(text: string, limit: number): readonly string[] {
  const found = words(text);
  const kept = found.filter((word, index) => {
    const before = found[index - 1];
    return !(isSingle(word) && before !== undefined && before.length > word.length && before.endsWith(word));
  });
  return [...new Set(kept)].slice(0, limit);
}

function isSingle(word: string): boolean {
  return Array.from(word).length === 1 && word.search(UNSPACED) === 0;
}
