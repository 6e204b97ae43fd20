/**
 * Where Griffel, Fluent's styling, puts its rules: into constructed style sheets instead of `<style>` elements,
 * because the content security policy allows no inline style and stays that way (security, item 7).
 */
import type { GriffelRenderer } from '@fluentui/react-components';

type RulesByBucket = Parameters<GriffelRenderer['insertCSSRules']>[0];
type Bucket = keyof RulesByBucket;
type Entry = NonNullable<RulesByBucket[Bucket]>[number];

/** Griffel's own order: a later bucket wins over an earlier one of the same weight. */
const BUCKET_ORDER = ['r', 'd', 'l', 'v', 'w', 'f', 'i', 'h', 'a', 's', 'k', 't', 'm', 'c', 'x'];

interface Place {
  readonly order: number;
  /** The condition of an `@media` or `@container` bucket; rules of one condition share a sheet. */
  readonly condition: string;
  readonly priority: number;
}

interface PlacedSheet extends Place {
  readonly sheet: CSSStyleSheet;
}

/** A Griffel renderer for `target`; one a document. */
export function createConstructedRenderer(target: Document): GriffelRenderer {
  const inserted: Record<string, Bucket> = {};
  const sheets: PlacedSheet[] = [];

  function sheetFor(place: Place): CSSStyleSheet {
    const known = sheets.find((sheet) => comparePlaces(sheet, place) === 0);
    if (known !== undefined) return known.sheet;
    const created = { ...place, sheet: new CSSStyleSheet() };
    sheets.push(created);
    sheets.sort(comparePlaces);
    const own = new Set(sheets.map(({ sheet }) => sheet));
    const others = target.adoptedStyleSheets.filter((sheet) => !own.has(sheet));
    target.adoptedStyleSheets = [...others, ...sheets.map(({ sheet }) => sheet)];
    return created.sheet;
  }

  return {
    id: 'constructed',
    insertionCache: inserted,
    stylesheets: {},
    compareMediaQueries: compareText,
    compareContainerQueries: compareText,
    insertCSSRules(rules) {
      for (const [bucket, entries] of entriesOf(rules)) {
        for (const entry of entries) {
          const [rule, place] = placeOf(bucket, entry);
          if (inserted[rule] !== undefined) continue;
          inserted[rule] = bucket;
          insert(sheetFor(place), rule);
        }
      }
    },
  };
}

/** Rules that belong to the page rather than to a component, as the theme's variables. */
export function replaceRules(sheet: CSSStyleSheet, target: Document, rules: string): void {
  sheet.replaceSync(rules);
  if (!target.adoptedStyleSheets.includes(sheet)) {
    target.adoptedStyleSheets = [sheet, ...target.adoptedStyleSheets];
  }
}

function entriesOf(rules: RulesByBucket): [Bucket, Entry[]][] {
  return Object.entries(rules) as [Bucket, Entry[]][];
}

function placeOf(bucket: Bucket, entry: Entry): [string, Place] {
  const [rule, metadata] = Array.isArray(entry) ? entry : [entry, {}];
  const details: Record<string, unknown> = metadata;
  const condition = details['m'] ?? details['x'];
  const priority = details['p'];
  return [
    rule,
    {
      order: BUCKET_ORDER.indexOf(bucket),
      condition: typeof condition === 'string' ? condition : '',
      priority: typeof priority === 'number' ? priority : 0,
    },
  ];
}

function comparePlaces(a: Place, b: Place): number {
  return a.order - b.order || compareText(a.condition, b.condition) || a.priority - b.priority;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Some rules carry another engine's selectors (`::-moz-…`); an engine refuses what it does not know, and needs none of it. */
function insert(sheet: CSSStyleSheet, rule: string): void {
  try {
    sheet.insertRule(rule, sheet.cssRules.length);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'SyntaxError') throw error;
  }
}
