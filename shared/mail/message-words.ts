/** The preview of a message, and the words by which it is found: both of the text that is shown. */
import { indexable } from '../domain/search-words.ts';
import { readHtml } from './html-text.ts';
import type { TextBody } from './read-message.ts';
import type { ShownBody } from './shown-body.ts';

/** RFC 8621 section 4.1.4: at most 256 characters. */
const PREVIEW_CHARACTERS = 256;
/** Enough of a body to make a preview of it. */
const PREVIEW_SOURCE_CHARACTERS = 8192;
/** Twenty pages: nobody looks for a message by what stands behind them, and a log file that was pasted whole is no prose. */
const SEARCH_CHARACTERS = 64 * 1024;
/** Links and words for pictures, of which a newsletter has hundreds. */
const BESIDE_CHARACTERS = 8 * 1024;

/** They take no room, and fill the previews of newsletters. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Where a plain form of HTML put the targets of its links, and addresses before anything is said. */
const TARGETS = /[<[(]\s?https?:\/\/[^\s<>[\]()]*[>\])]/gi;
const LEADING = /^(?:(?:https?:\/\/|www\.)\S+\s+)+/i;

export function previewOf(text: string): string {
  const start = cut(text.trimStart(), PREVIEW_SOURCE_CHARACTERS).replace(INVISIBLE, '');
  const words = start.replace(TARGETS, ' ').replace(/\s+/g, ' ').trim();
  return cut(words.replace(LEADING, ''), PREVIEW_CHARACTERS);
}

/** What is shown, the other form of it, and where its links lead: a reader may remember any of these. */
export function searchTextOf(shown: ShownBody, texts: readonly TextBody[]): string {
  const isShown = new Set(shown.parts.map(({ partId }) => partId));
  const others = texts.filter(({ partId }) => !isShown.has(partId)).map(wordsOf);
  const beside = shown.parts.flatMap(({ html }) => html?.beside ?? []).join(' ');
  const all = [
    cut(shown.text, SEARCH_CHARACTERS),
    cut(beside, BESIDE_CHARACTERS),
    cut(others.join(' '), SEARCH_CHARACTERS),
  ];
  return indexable(all.join('\n'));
}

function wordsOf({ type, value }: TextBody): string {
  return type === 'text/html' ? readHtml(value).text : value;
}

/** Never between the two halves of a character. */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const last = text.charCodeAt(characters - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? characters - 1 : characters);
}
