/** Colours travel in pairs: text that could not be seen on its ground loses the colours of both (guarded by contrast, WCAG 2). */
import type { KeptStyles } from './mail-styles.ts';

/** Below it nobody sees that there is text; what is merely hard to read stays as its author wanted it. */
const MIN_CONTRAST = 1.5;
/** A link of ours on somebody's ground: below it, it takes the colour of the text around it. */
const MIN_LINK_CONTRAST = 3;
/** Dropping one pair may leave another without its ground; after these, all colours go. */
const MAX_PASSES = 4;

/** What mail with colours is shown on (mail-document.ts). */
const PAPER: Rgb = [255, 255, 255];
const INK: Rgb = [36, 36, 36];
const LINK: Rgb = [15, 94, 168];

type Rgb = readonly [number, number, number];

interface Paint {
  readonly rgb: Rgb;
  /** Whose colour it is; null: ours. */
  readonly owner: Element | null;
}

interface Place {
  readonly text: Paint;
  readonly ground: Paint;
  readonly link: Rgb;
}

/** Changes what is kept, and attributes; answers whether the mail has colours of its own. */
export function mendColours(body: Element, kept: KeptStyles): boolean {
  const colours = createColours();
  try {
    for (let pass = 0; ; pass += 1) {
      const unseen = new Set<Element>();
      const start = { text: { rgb: INK, owner: null }, ground: { rgb: PAPER, owner: null }, link: LINK };
      visit(body, start, { kept, colours, unseen });
      if (unseen.size === 0) break;
      const owners = pass < MAX_PASSES ? unseen : [body, ...body.querySelectorAll('*')];
      for (const owner of owners) dropColours(owner, kept);
    }
  } finally {
    colours.close();
  }
  return (
    [...kept.values()].some((style) => PROPERTIES.some((name) => style.has(name))) || hasAttributes(body)
  );
}

const PROPERTIES = ['color', 'background-color'] as const;
const ATTRIBUTES = ['bgcolor', 'color', 'link'] as const;

function hasAttributes(body: Element): boolean {
  return body.querySelector(ATTRIBUTES.map((name) => `[${name}]`).join(', ')) !== null;
}

function dropColours(element: Element, kept: KeptStyles): void {
  for (const name of PROPERTIES) kept.get(element)?.delete(name);
  for (const name of ATTRIBUTES) element.removeAttribute(name);
}

interface Visit {
  readonly kept: KeptStyles;
  readonly colours: Colours;
  /** Owners of colours that hide text. */
  readonly unseen: Set<Element>;
}

function visit(element: Element, around: Place, all: Visit): void {
  const place = placeOf(element, around, all);
  for (const child of element.childNodes) {
    if (child instanceof Element) visit(child, place, all);
    else if (child instanceof Text && child.data.trim() !== '') judge(place, all.unseen);
  }
}

function judge({ text, ground }: Place, unseen: Set<Element>): void {
  if (contrast(text.rgb, ground.rgb) >= MIN_CONTRAST) return;
  for (const { owner } of [text, ground]) if (owner !== null) unseen.add(owner);
}

function placeOf(element: Element, around: Place, { kept, colours }: Visit): Place {
  const style = kept.get(element);
  const said = (property: string, attribute: string): Rgb | null | undefined => {
    const value = style?.get(property) ?? legacy(element.getAttribute(attribute));
    return value === null ? undefined : colours.read(value);
  };
  const ground = said('background-color', 'bgcolor');
  const color = said('color', 'color');
  const place = {
    text: color ? { rgb: color, owner: element } : around.text,
    ground: ground ? { rgb: ground, owner: element } : around.ground,
    link: colours.read(legacy(element.getAttribute('link')) ?? '') ?? around.link,
  };
  return element.localName === 'a' && !color ? linkPlace(element, place, kept) : place;
}

/** A link without a colour of its own is ours, where that can be seen. */
function linkPlace(element: Element, place: Place, kept: KeptStyles): Place {
  const { text, ground, link } = place;
  const [ours, theirs] = [contrast(link, ground.rgb), contrast(text.rgb, ground.rgb)];
  const style = kept.get(element) ?? new Map<string, string>();
  if (ours < MIN_LINK_CONTRAST && theirs > ours) {
    kept.set(element, style.set('color', 'inherit'));
    return place;
  }
  if (link !== LINK) kept.set(element, style.set('color', `rgb(${link.join(', ')})`));
  return { ...place, text: { rgb: link, owner: null } };
}

/** `ffffff` is a colour in an attribute. */
function legacy(value: string | null): string | null {
  return value !== null && /^[\da-f]{6}$/i.test(value.trim()) ? `#${value.trim()}` : value;
}

interface Colours {
  /** null: it is none, or nothing of it is seen. */
  readonly read: (value: string) => Rgb | null;
  readonly close: () => void;
}

/** The engine says what a colour is. */
function createColours(): Colours {
  const known = new Map<string, Rgb | null>();
  const probe = document.createElement('i');
  probe.hidden = true;
  document.documentElement.append(probe);
  const ask = (value: string): Rgb | null => {
    probe.style.color = '';
    probe.style.color = value;
    if (probe.style.color === '' || value === 'inherit') return null;
    const [red = 0, green = 0, blue = 0, alpha = 1] = Array.from(
      getComputedStyle(probe).color.matchAll(/[\d.]+/g),
      ([number]) => Number(number),
    );
    // Half transparent is taken for what shines through.
    return alpha < 0.5 ? null : [red, green, blue];
  };
  return {
    read: (value) => {
      const found = known.get(value);
      if (found !== undefined) return found;
      const rgb = ask(value);
      known.set(value, rgb);
      return rgb;
    },
    close: () => {
      probe.remove();
    },
  };
}

/** WCAG 2: 1 for the same, 21 for black on white. */
function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
