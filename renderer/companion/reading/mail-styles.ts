/**
 * A mail's inline styles, moved into rules of the document that is shown. The page's own policy refuses style attributes,
 * even in a document that is only parsed, and would report each one.
 */
import { Tokenizer } from 'htmlparser2';
import { keepStyle, type Kept } from './style-allow-list.ts';

/** Where a style waits while the mail is parsed; nobody's attribute, so no policy looks at it. */
export const SET_ASIDE = 'data-mail-style';

/** Renames style attributes before parsing: where a tokenizer finds one, and nothing that only looks like it. */
export function setStylesAside(html: string): string {
  const pieces: string[] = [];
  let end = 0;
  const nothing = (): void => undefined;
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onattribname: (start, next) => {
        if (html.slice(start, next).toLowerCase() !== 'style') return;
        pieces.push(html.slice(end, start), SET_ASIDE);
        end = next;
      },
      ...{ onattribdata: nothing, onattribend: nothing, onattribentity: nothing, oncdata: nothing },
      ...{ onclosetag: nothing, oncomment: nothing, ondeclaration: nothing, onend: nothing },
      ...{ onopentagend: nothing, onopentagname: nothing, onprocessinginstruction: nothing },
      ...{ onselfclosingtag: nothing, ontext: nothing, ontextentity: nothing },
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return pieces.join('') + html.slice(end);
}

/** What is kept of each element's style. */
export type KeptStyles = Map<Element, Kept>;

/** Takes the styles off their elements. */
export function takeStyles(body: Element): KeptStyles {
  const kept: KeptStyles = new Map();
  for (const element of body.querySelectorAll(`[${SET_ASIDE}]`)) {
    kept.set(element, keepStyle(element.getAttribute(SET_ASIDE) ?? ''));
    element.removeAttribute(SET_ASIDE);
  }
  return kept;
}

/** Gives each element a class; returns the rules of these. Safe inside a style element: what is kept has no `<`, no brace and no escape. */
export function writeRules(kept: KeptStyles): string {
  const classes = new Map<string, string>();
  for (const [element, declarations] of kept) {
    const text = textOf(declarations);
    if (text === '') continue;
    const known = classes.get(text) ?? `s${String(classes.size)}`;
    classes.set(text, known);
    element.classList.add(known);
  }
  return [...classes].map(([text, name]) => `.${name} { ${text} }`).join('\n');
}

export function textOf(declarations: Kept): string {
  return Array.from(declarations, ([name, value]) => `${name}: ${value}`).join('; ');
}
