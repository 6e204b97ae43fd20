/**
 * Makes a stranger's HTML safe to show: allow-listed elements, attributes and styles; pictures only from the mail itself;
 * links taken out of the text and listed (security, Showing HTML mail). One of three layers: the document is shown in a
 * frame without scripts or origin, under a policy of its own.
 */
import createPurify, { type Config, type DOMPurify } from 'dompurify';
import {
  ALLOWED_ATTRIBUTES,
  ALLOWED_TAGS,
  COLOUR_ATTRIBUTES,
  keepsAttribute,
} from './attribute-allow-list.ts';
import { createLinkList, type MailLink } from './mail-links.ts';
import { choosePicture } from './mail-pictures.ts';
import { SET_ASIDE, createMailStyles, setStylesAside } from './mail-styles.ts';

export interface SafeMail {
  /** The body's content. */
  readonly html: string;
  /** Rules for the classes in it. */
  readonly styles: string;
  /** Pictures from the internet that are not loaded. */
  readonly blockedPictures: number;
  readonly links: readonly MailLink[];
  /** Links beyond those listed. */
  readonly unlistedLinks: number;
  /** Whether the mail sets colours of its own; one that sets none can follow the reader's theme. */
  readonly ownColours: boolean;
}

export type Sanitised =
  | { readonly kind: 'safe'; readonly mail: SafeMail }
  /** Over 50,000 elements: shown as text instead. */
  | { readonly kind: 'too-large' };

export const MAX_NODES = 50_000;

const CONFIG = {
  ALLOWED_TAGS: [...ALLOWED_TAGS],
  ALLOWED_ATTR: [...ALLOWED_ATTRIBUTES, 'href', 'src', SET_ASIDE],
  // A style looks like an address with an odd scheme to DOMPurify.
  ADD_URI_SAFE_ATTR: [SET_ASIDE],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  // A document of its own that is never shown: nothing in it loads or runs.
  RETURN_DOM: true,
  WHOLE_DOCUMENT: false,
  SANITIZE_DOM: true,
} as const satisfies Config;

class TooManyNodes extends Error {}

/** Parsed by the engine that will show it. `inlineImages` are the mail's own pictures by Content-ID. */
export function sanitiseMail(html: string, inlineImages: Readonly<Record<string, string>>): Sanitised {
  const purify = createPurify(window);
  const body = parse(purify, html);
  if (body === null) return { kind: 'too-large' };
  wrapInGround(body);
  const styles = createMailStyles();
  let ownColours = false;
  for (const element of body.querySelectorAll('*')) {
    styles.take(element);
    ownColours ||= COLOUR_ATTRIBUTES.some((name) => element.hasAttribute(name));
  }
  let blockedPictures = 0;
  for (const image of body.querySelectorAll('img')) {
    if (choosePicture(image, inlineImages) === 'blocked') blockedPictures += 1;
  }
  const links = createLinkList();
  for (const anchor of body.querySelectorAll('a')) links.take(anchor);
  return {
    kind: 'safe',
    mail: {
      html: body.innerHTML,
      styles: styles.rules(),
      blockedPictures,
      ownColours: ownColours || styles.colours(),
      ...links.listed(),
    },
  };
}

/** Colours that a mail gives its body are the ground under everything in it: white text on black needs its black. */
function wrapInGround(body: HTMLElement): void {
  const colour = body.getAttribute('bgcolor');
  const style = [colour === null ? '' : `background-color: ${colour}`, body.getAttribute(SET_ASIDE) ?? ''];
  if (style.join('') === '') return;
  const ground = body.ownerDocument.createElement('div');
  ground.setAttribute(SET_ASIDE, style.join(';'));
  ground.append(...body.childNodes);
  body.append(ground);
}

/** null when the mail has more nodes than anybody would read. */
function parse(purify: DOMPurify, html: string): HTMLElement | null {
  limitNodes(purify);
  limitAttributes(purify);
  // The body's tag comes first, so that no frameset can take the body's place.
  try {
    const body = purify.sanitize(`<body>${setStylesAside(html)}`, CONFIG);
    if (!(body instanceof HTMLElement)) throw new Error('sanitising gave no body');
    return body;
  } catch (error) {
    if (error instanceof TooManyNodes) return null;
    throw error;
  }
}

function limitNodes(purify: DOMPurify): void {
  let nodes = 0;
  purify.addHook('uponSanitizeElement', () => {
    nodes += 1;
    if (nodes > MAX_NODES) throw new TooManyNodes();
  });
}

/** Judged after parsing, when the whole mail is known, on the only elements where they mean something; null: on any. */
const JUDGED_LATER: ReadonlyMap<string, string | null> = new Map([
  ['href', 'a'],
  ['src', 'img'],
  [SET_ASIDE, null],
]);

function limitAttributes(purify: DOMPurify): void {
  purify.addHook('uponSanitizeAttribute', (element, attribute) => {
    const place = JUDGED_LATER.get(attribute.attrName);
    if (place === null) return;
    attribute.keepAttr =
      place === undefined
        ? keepsAttribute(attribute.attrName, attribute.attrValue)
        : attribute.keepAttr && element.localName === place;
  });
}
