/**
 * Which inline styles of a mail are kept: known properties with values of known shapes (security, Showing HTML mail).
 * Nothing that fetches, escapes, leaves its place or outgrows its frame can be written in these shapes.
 */

const COLOUR = /^(?:[a-z]{3,24}|#[\da-f]{3,8}|(?:rgb|hsl)a?\([\d\s.,%/deg]{1,48}\))$/;
const WORDS = /^[a-z][a-z -]{0,40}$/;
const LENGTH =
  /^(?:auto|0|(?:thin|medium|thick|normal)|\d{1,5}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|ch|%|cm|mm|in)?)$/;
const FONT_FAMILY = /^[\p{L}\d\s,'"_.-]{1,200}$/u;
const FONT_SIZE =
  /^(?:(?:xx?-)?(?:small|large)|medium|smaller|larger|\d{1,3}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|%))$/;
const NUMBER = /^\d{1,4}(?:\.\d{1,4})?$/;
const BORDER_PART = new RegExp(`${COLOUR.source}|${LENGTH.source}`);

/** Wider or higher is no layout but an attempt to push something out of sight. */
const MAX_LENGTH = 2000;

type Rule = (value: string) => boolean;

const matches =
  (...patterns: readonly RegExp[]): Rule =>
  (value) =>
    patterns.some((pattern) => pattern.test(value));
const oneOf =
  (...values: readonly string[]): Rule =>
  (value) =>
    values.includes(value);
/** Up to four, as `margin: 0 auto`. */
const eachOf =
  (rule: Rule): Rule =>
  (value) => {
    const parts = value.split(/\s+(?![^(]*\))/);
    return parts.length <= 4 && parts.every(rule);
  };

const length: Rule = (value) => LENGTH.test(value) && (Number.parseFloat(value) || 0) <= MAX_LENGTH;
const colour = matches(COLOUR);
const borderPart: Rule = (value) => BORDER_PART.test(value) && (Number.parseFloat(value) || 0) <= MAX_LENGTH;
const words = matches(WORDS);

const DISPLAYS = oneOf(
  'block',
  'inline',
  'inline-block',
  'list-item',
  'none',
  'table',
  'inline-table',
  'table-row',
  'table-cell',
  'table-row-group',
  'table-header-group',
  'table-footer-group',
  'table-column',
  'table-caption',
);

const sides = (name: string, rule: Rule): [string, Rule][] =>
  ['', '-top', '-right', '-bottom', '-left', '-block', '-inline'].map((side) => [`${name}${side}`, rule]);

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['color', colour],
  ['background-color', colour],
  // Only a colour: the other things that a background can be are pictures.
  ['background', colour],
  ['font-family', matches(FONT_FAMILY)],
  ['font-size', matches(FONT_SIZE)],
  ['font-style', words],
  ['font-variant', words],
  ['font-weight', matches(NUMBER, WORDS)],
  ['line-height', matches(NUMBER, LENGTH)],
  ['letter-spacing', length],
  ['word-spacing', length],
  ['text-align', words],
  ['text-decoration', words],
  ['text-decoration-line', words],
  ['text-transform', words],
  ['text-indent', length],
  ['vertical-align', matches(WORDS, LENGTH)],
  ['white-space', words],
  ['word-break', words],
  ['word-wrap', words],
  ['overflow-wrap', words],
  ['direction', oneOf('ltr', 'rtl')],
  ['display', DISPLAYS],
  ['float', oneOf('left', 'right', 'none')],
  ['clear', words],
  ['list-style-type', words],
  ['table-layout', words],
  ['border-collapse', words],
  ['border-spacing', eachOf(length)],
  ['caption-side', words],
  ['empty-cells', words],
  ['width', length],
  ['height', length],
  ['min-width', length],
  ['max-width', length],
  ['min-height', length],
  ['max-height', length],
  ...sides('margin', eachOf(length)),
  ...sides('padding', eachOf(length)),
  ...sides('border', eachOf(borderPart)),
  ['border-color', eachOf(colour)],
  ['border-style', eachOf(words)],
  ['border-width', eachOf(length)],
  ...['top', 'right', 'bottom', 'left'].flatMap((side): [string, Rule][] => [
    [`border-${side}-color`, colour],
    [`border-${side}-style`, words],
    [`border-${side}-width`, length],
  ]),
  ['border-radius', eachOf(length)],
]);

const COLOUR_PROPERTIES: ReadonlySet<string> = new Set(['color', 'background', 'background-color']);

export interface KeptStyle {
  /** Ready for a `style` attribute; empty when nothing was kept. */
  readonly text: string;
  /** Whether it sets a colour of text or ground, so that the reader's theme must not. */
  readonly colours: boolean;
}

/** A declaration is kept whole or dropped whole; one with an escape or a comment takes the rest of the attribute with it. */
export function keepStyle(style: string): KeptStyle {
  if (/[\\@{}<>]|\/\*/.test(style)) return { text: '', colours: false };
  const kept = style.split(';').flatMap((declaration) => keepDeclaration(declaration) ?? []);
  return {
    text: kept.map(([name, value]) => `${name}: ${value}`).join('; '),
    colours: kept.some(([name]) => COLOUR_PROPERTIES.has(name)),
  };
}

function keepDeclaration(declaration: string): [string, string][] | null {
  const colon = declaration.indexOf(':');
  const name = declaration.slice(0, colon).trim().toLowerCase();
  const written = declaration.slice(colon + 1).trim();
  const value = name === 'font-family' ? written : written.toLowerCase();
  if (colon < 1 || RULES.get(name)?.(value) !== true) return null;
  return [[name, value]];
}
