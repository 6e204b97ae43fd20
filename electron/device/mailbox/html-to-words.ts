/** The words of an HTML body, for the search index only; nothing of it is ever shown. */

/** Style and script hold no words that a reader has seen. */
const UNSEEN = ['style', 'script'] as const;
/** Neither bracket inside: many of one kind without the other then cost one pass, not one pass each. */
const TAG = /<[^<>]*>/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi;
const MAX_CODE_POINT = 0x10ffff;

export function htmlToWords(html: string): string {
  return UNSEEN.reduce(withoutElement, html).replace(TAG, ' ').replace(ENTITY, decodeEntity);
}

/** Cuts each element out, and everything after one that is not closed, in one pass. */
function withoutElement(html: string, name: string): string {
  const lower = html.toLowerCase();
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const start = lower.indexOf(`<${name}`, from);
    if (start < 0) break;
    kept.push(html.slice(from, start));
    const end = lower.indexOf(`</${name}`, start);
    if (end < 0) return kept.join(' ');
    from = end;
  }
  return [...kept, html.slice(from)].join(' ');
}

function decodeEntity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point <= MAX_CODE_POINT ? String.fromCodePoint(point) : whole;
}
