/** Whether a style hides what it stands on: one rule for what a reader is shown and for what counts as its words. */

export interface Hiding {
  /** With all that is in it. */
  readonly gone: boolean;
  /** Handed down, until something inside says otherwise; null: it says nothing. */
  readonly unseen: boolean | null;
}

export interface Declaration {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  readonly important: boolean;
}

/** Apart at semicolons, those in quotes and brackets apart; comments are none of it. */
export function declarationsOf(style: string): readonly Declaration[] {
  return splitOutside(style.replace(/\/\*[^]*?\*\//g, ' ')).flatMap((text) => {
    const colon = text.indexOf(':');
    if (colon < 1) return [];
    const written = text.slice(colon + 1).trim();
    const important = /!\s*important$/i.test(written);
    const value = important ? written.slice(0, written.lastIndexOf('!')).trim() : written;
    return [{ name: text.slice(0, colon).trim().toLowerCase(), value, important }];
  });
}

function splitOutside(style: string): readonly string[] {
  const pieces: string[] = [];
  let quote = '';
  let depth = 0;
  let start = 0;
  for (let at = 0; at < style.length; at += 1) {
    const sign = style[at] ?? '';
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (sign === ';' && depth === 0) {
      pieces.push(style.slice(start, at));
      start = at + 1;
    }
  }
  return [...pieces, style.slice(start)];
}

const NOTHING = /^0+(?:\.0*)?(?:px|pt|em|rem|ex|%|cm|mm|in)?$/;

export function hidingOf(style: string): Hiding {
  if (style === '') return SHOWN;
  const of = new Map<string, string>();
  // The last one wins, but for an important one.
  const all = declarationsOf(style);
  for (const { name, value } of [
    ...all.filter(({ important }) => !important),
    ...all.filter(({ important }) => important),
  ])
    of.set(name, value.toLowerCase());
  const isNothing = (name: string): boolean => NOTHING.test(of.get(name) ?? '');
  const isClosed = /^(?:hidden|clip)/.test(of.get('overflow') ?? of.get('overflow-y') ?? '');
  const gone =
    of.get('display') === 'none' ||
    of.get('mso-hide') === 'all' ||
    isNothing('opacity') ||
    isNothing('max-height') ||
    (isClosed && (isNothing('height') || isNothing('max-width') || isNothing('width')));
  return { gone, unseen: unseenBy(of) };
}

const SHOWN: Hiding = { gone: false, unseen: null };

function unseenBy(of: ReadonlyMap<string, string>): boolean | null {
  const visibility = of.get('visibility');
  if (visibility !== undefined) return visibility !== 'visible' && visibility !== 'inherit';
  // In `font: italic 0/0 a` the size stands before the family.
  const size = of.get('font-size') ?? /(?:^|\s)(0[a-z%]*)(?:\s|\/)/.exec(of.get('font') ?? '')?.[1];
  return size === undefined ? null : NOTHING.test(size);
}
