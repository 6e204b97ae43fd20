/** Takes out of a stranger's HTML all that is not on the lists; what links, pictures and styles become is for the caller. */
import createPurify, { type Config, type DOMPurify } from 'dompurify';
import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS, keepsAttribute } from './attribute-allow-list.ts';
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

/** The body, in a document of its own; null when the mail has more nodes than anybody would read. */
export function purifyMail(html: string): HTMLElement | null {
  const purify = createPurify(window);
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
