/** Which attributes of a mail's elements are kept, and with what values. */

const SMALL_NUMBER = /^\d{1,3}$/;
const DIMENSION = /^\d{1,4}(?:px|%)?$/;
const WORD = /^[a-z-]{1,20}$/i;
const COLOUR = /^(?:[a-z]{3,24}|#?[\da-f]{3,8})$/i;
const LANGUAGE = /^[a-z\d-]{1,35}$/i;
const FONT_FACE = /^[\p{L}\d\s,'_.-]{1,200}$/u;
const ANYTHING = /^/;

/** By name; the empty pattern is for text that a reader sees or hears. `href`, `src` and `style` are handled apart. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  abbr: ANYTHING,
  alt: ANYTHING,
  title: ANYTHING,
  datetime: ANYTHING,
  align: WORD,
  valign: WORD,
  dir: /^(?:ltr|rtl|auto)$/i,
  lang: LANGUAGE,
  border: SMALL_NUMBER,
  cellpadding: SMALL_NUMBER,
  cellspacing: SMALL_NUMBER,
  hspace: SMALL_NUMBER,
  vspace: SMALL_NUMBER,
  colspan: SMALL_NUMBER,
  rowspan: SMALL_NUMBER,
  span: SMALL_NUMBER,
  start: /^-?\d{1,6}$/,
  value: /^-?\d{1,6}$/,
  type: /^[1aAiI]$|^(?:disc|circle|square)$/i,
  width: DIMENSION,
  height: DIMENSION,
  bgcolor: COLOUR,
  color: COLOUR,
  // Of a body, for all that is in it.
  text: COLOUR,
  link: COLOUR,
  face: FONT_FACE,
  size: /^[+-]?\d{1,2}$/,
  scope: WORD,
  nowrap: ANYTHING,
  noshade: ANYTHING,
  reversed: ANYTHING,
};

export const ALLOWED_ATTRIBUTES: readonly string[] = Object.keys(ATTRIBUTES);

/** Wider or higher is no layout but an attempt to push something out of sight. */
const MAX_PIXELS = 2000;

export function keepsAttribute(name: string, value: string): boolean {
  const pattern = ATTRIBUTES[name];
  if (pattern?.test(value.trim()) !== true) return false;
  return (name !== 'width' && name !== 'height') || Number.parseInt(value, 10) <= MAX_PIXELS;
}

/** What mail is written with. Everything else goes; the words inside most of it stay. */
export const ALLOWED_TAGS: readonly string[] = [
  ...['a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption'],
  ...['center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption'],
  ...[
    'figure',
    'font',
    'footer',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
  ],
  ...[
    'li',
    'main',
    'mark',
    'ol',
    'p',
    'pre',
    'q',
    'rp',
    'rt',
    'ruby',
    's',
    'samp',
    'section',
    'small',
    'span',
  ],
  ...[
    'strike',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'time',
    'tr',
    'tt',
    'u',
  ],
  ...['ul', 'var', 'wbr'],
];
