/**
 * A mail's inline styles, moved into rules of the document that is shown. The page's own policy refuses style attributes,
 * even in a document that is only parsed, and would report each one.
 */
import { keepStyle } from './style-allow-list.ts';

/** Where a style waits while the mail is parsed; nobody's attribute, so no policy looks at it. */
export const SET_ASIDE = 'data-mail-style';

/**
 * Renames style attributes before parsing. It works on tags as a pattern sees them, in time that grows with the length alone;
 * one that it misses is dropped later, and one that it finds in a text was no text to read.
 */
export function setStylesAside(html: string): string {
  return html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'/])style(?=\s*=)/gi, `$1${SET_ASIDE}`));
}

export interface MailStyles {
  /** Gives the element a class with as much of its style as is allowed. */
  readonly take: (element: Element) => void;
  readonly rules: () => string;
  /** Whether any of them sets a colour. */
  readonly colours: () => boolean;
}

export function createMailStyles(): MailStyles {
  const classes = new Map<string, string>();
  let colours = false;
  return {
    take(element) {
      const style = keepStyle(element.getAttribute(SET_ASIDE) ?? '');
      element.removeAttribute(SET_ASIDE);
      if (style.text === '') return;
      const known = classes.get(style.text) ?? `s${classes.size}`;
      classes.set(style.text, known);
      element.classList.add(known);
      colours ||= style.colours;
    },
    // Safe inside a style element: what the allow-list keeps has no `<`, no brace and no escape.
    rules: () => [...classes].map(([text, name]) => `.${name} { ${text} }`).join('\n'),
    colours: () => colours,
  };
}
