/**
 * Which inline styles of a mail are kept: known properties with values of known shapes (security, Showing HTML mail).
 * Nothing that fetches, escapes, leaves its place or outgrows its frame can be written in these shapes.
 */
import { declarationsOf } from '../../../shared/mail/hidden-style.ts';

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

/** By property, in the order in which they were written. */
export type Kept = Map<string, string>;

/** A declaration is kept whole or dropped whole; a shorthand as the parts of it that are allowed. */
export function keepStyle(style: string): Kept {
  const kept: Kept = new Map();
  const important = new Set<string>();
  for (const { name, value, important: isImportant } of declarationsOf(style)) {
    for (const [property, written] of longhandsOf(name, value)) {
      const even = property === 'font-family' ? written : written.toLowerCase();
      const yields = important.has(property) && !isImportant;
      if (yields || RULES.get(property)?.(even) !== true) continue;
      if (isImportant) important.add(property);
      kept.set(property, even);
    }
  }
  return kept;
}

/** The engine's own reading of what may be many things at once. */
function longhandsOf(name: string, value: string): readonly (readonly [string, string])[] {
  if (name !== 'background' && name !== 'font') return [[name, value]];
  const probe = document.createElement('i').style;
  probe.setProperty(name, value);
  if (name === 'background') return [['background-color', groundOf(probe, value)]];
  return FONT_LONGHANDS.map((longhand) => [longhand, probe.getPropertyValue(longhand)] as const);
}

const FONT_LONGHANDS = ['font-style', 'font-weight', 'font-size', 'line-height', 'font-family'] as const;
const COLOUR_WORDS = /(?:rgb|hsl)a?\([^()]{1,48}\)|#[\da-f]{3,8}\b|\b[a-z]{3,24}\b/gi;

/** A gradient's first colour stands for it: text that was meant for it can be read on that. */
function groundOf(probe: CSSStyleDeclaration, value: string): string {
  const colour = probe.backgroundColor;
  if (colour !== '' && colour !== 'transparent' && colour !== 'initial') return colour;
  const words = value.replace(/url\([^)]*\)/gi, ' ').match(COLOUR_WORDS) ?? [];
  return words.find((word) => !CSS_WIDE.test(word) && isColour(probe, word)) ?? '';
}

const CSS_WIDE = /^(?:inherit|initial|unset|revert|currentcolor|transparent)$/i;

function isColour(probe: CSSStyleDeclaration, word: string): boolean {
  probe.color = '';
  probe.color = word;
  return probe.color !== '';
}
