/** Which of a message's texts a reader is shown, in which form, and what it says in plain lines. */
import type { BodyLists } from './body-lists.ts';
import { readHtml, type HtmlReading } from './html-text.ts';
import { MAX_NODES } from './limits.ts';
import type { TextBody } from './read-message.ts';

interface ShownText extends TextBody {
  /** null: it is plain. */
  readonly html: HtmlReading | null;
}

export interface ShownBody {
  /** `text` too where the HTML is more than can be shown as such: the same reading, whole. */
  readonly kind: 'html' | 'text';
  readonly isTooLarge: boolean;
  /** In order; each is a document of its own. */
  readonly parts: readonly ShownText[];
  /** All of them as lines. */
  readonly text: string;
}

export function chooseShown(
  { textBody, htmlBody }: BodyLists,
  texts: ReadonlyMap<string, TextBody>,
  maxCharacters: number,
): ShownBody {
  const formatted = readAll(htmlBody, texts);
  const plain = sameIds(htmlBody, textBody) ? formatted : readAll(textBody, texts);
  const isFormatted = formatted.some(({ html }) => html !== null && saysSomething(html));
  // HTML of which nothing is left says less than the plain text beside it.
  const parts = isFormatted || textOf(plain) === '' ? formatted : plain;
  const hasHtml = parts.some(({ html, value }) => html !== null && value.trim() !== '');
  const isTooLarge =
    hasHtml &&
    (sum(parts, ({ html }) => html?.nodes ?? 0) > MAX_NODES || sum(parts, lengthOf) > maxCharacters);
  return { kind: hasHtml && !isTooLarge ? 'html' : 'text', isTooLarge, parts, text: textOf(parts) };
}

function readAll(partIds: readonly string[], texts: ReadonlyMap<string, TextBody>): readonly ShownText[] {
  return partIds.flatMap((partId) => {
    const text = texts.get(partId);
    if (text === undefined) return [];
    return [{ ...text, html: text.type === 'text/html' ? readHtml(text.value) : null }];
  });
}

function saysSomething({ text, pictures }: HtmlReading): boolean {
  return text !== '' || pictures.length > 0;
}

function textOf(parts: readonly ShownText[]): string {
  return parts
    .map(({ value, html }) => (html === null ? value : html.text))
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}

function lengthOf({ value }: ShownText): number {
  return value.length;
}

function sum<Item>(items: readonly Item[], measure: (item: Item) => number): number {
  return items.reduce((total, item) => total + measure(item), 0);
}

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id, index) => id === others[index]);
}
