/** Takes out of a stranger's HTML all that is not on the lists; what links, pictures and styles become is for the caller. */
import createPurify, { type Config, type DOMPurify } from 'dompurify';
import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS, keepsAttribute } from './attribute-allow-list.ts';
import { hidingOf } from '../../../shared/mail/hidden-style.ts';
import { MAX_NODES } from '../../../shared/mail/limits.ts';
import { SET_ASIDE, setStylesAside } from './mail-styles.ts';

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

/** The body, in a document of its own, with nothing hidden in it; null when the mail has more nodes than anybody would read. */
export function purifyMail(html: string): HTMLElement | null {
  const purify = createPurify(window);
  const found = watchElements(purify);
  limitAttributes(purify);
  // The body's tag comes first, so that no frameset can take the body's place.
  try {
    const body = purify.sanitize(`<body>${setStylesAside(html)}`, CONFIG);
    if (!(body instanceof HTMLElement)) throw new Error('sanitising gave no body');
    dropUnseen(body, false);
    for (const anchor of body.querySelectorAll('a')) completeLink(anchor, found.base());
    wrapInGround(body);
    return body;
  } catch (error) {
    if (error instanceof TooManyNodes) return null;
    throw error;
  }
}

/** Counts nodes, and notes what is gone once attributes and elements are sorted out. */
function watchElements(purify: DOMPurify): { readonly base: () => string | null } {
  let nodes = 0;
  let base: string | null = null;
  purify.addHook('uponSanitizeElement', (node) => {
    nodes += 1;
    if (nodes > MAX_NODES) throw new TooManyNodes();
    if (!(node instanceof Element)) return;
    if (node.hasAttribute('hidden')) node.setAttribute(SET_ASIDE, 'display: none');
    if (node.localName === 'base') base ??= node.getAttribute('href');
  });
  return { base: () => base };
}

/** As the words of a message are told: what a reader is not meant to see is not in the page at all, nor in an answer. */
function dropUnseen(element: Element, inherited: boolean): void {
  const { gone, unseen } = hidingOf(element.getAttribute(SET_ASIDE) ?? '');
  if (gone && element.localName !== 'body') {
    element.remove();
    return;
  }
  const isUnseen = unseen ?? inherited;
  for (const child of [...element.childNodes]) {
    if (child instanceof Element) dropUnseen(child, isUnseen);
    else if (isUnseen && child instanceof Text) child.remove();
  }
  if (isUnseen && element.localName === 'img') element.remove();
}

/** Addresses as mailers shorten them. */
function completeLink(anchor: HTMLAnchorElement, base: string | null): void {
  const href = (anchor.getAttribute('href') ?? '').replace(/[\t\r\n]/g, '').trim();
  if (href === '' || href.startsWith('#')) return;
  if (/^https?:/i.test(href)) anchor.setAttribute('href', href.replaceAll(' ', '%20'));
  else if (href.startsWith('//')) anchor.setAttribute('href', `https:${href}`);
  else if (/^www\./i.test(href)) anchor.setAttribute('href', `https://${href}`);
  else if (base !== null && !/^[a-z][a-z\d+.-]*:/i.test(href) && URL.canParse(href, base))
    anchor.setAttribute('href', new URL(href, base).href);
}

/** What a mail says of its whole page holds under everything in it: white text on black needs its black. */
function wrapInGround(body: HTMLElement): void {
  const root = body.ownerDocument.documentElement;
  const said = (name: string): string => {
    const value = body.getAttribute(name) ?? root.getAttribute(name) ?? '';
    return keepsAttribute(name, value) ? value : '';
  };
  const style = [
    [root.getAttribute(SET_ASIDE) ?? ''],
    said('bgcolor') === '' ? [] : [`background-color: ${said('bgcolor')}`],
    said('text') === '' ? [] : [`color: ${said('text')}`],
    [body.getAttribute(SET_ASIDE) ?? ''],
  ];
  const ground = body.ownerDocument.createElement('div');
  const all = style.flat().filter((text) => text !== '');
  if (all.length > 0) ground.setAttribute(SET_ASIDE, all.join(';'));
  for (const name of ['dir', 'lang', 'link']) if (said(name) !== '') ground.setAttribute(name, said(name));
  if (ground.attributes.length === 0) return;
  ground.append(...body.childNodes);
  body.append(ground);
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
