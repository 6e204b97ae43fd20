/** HTML as it comes into the editor, pasted, quoted or stored: sanitised as a mail that is read, and editable in the app's own page. */
import { parseExternalLink } from '../../../../shared/domain/external-link.ts';
import { SET_ASIDE, textOf } from '../../reading/mail-styles.ts';
import { purifyMail } from '../../reading/purify-mail.ts';
import { keepStyle } from '../../reading/style-allow-list.ts';

/** null when there is more than anybody would edit. */
export function editableMail(html: string): DocumentFragment | null {
  const body = purifyMail(html);
  if (body === null) return null;
  // A picture of the internet would ask for itself at every recipient, and one of the mail is not part of the answer.
  for (const image of body.querySelectorAll('img')) image.replaceWith(image.alt);
  for (const anchor of body.querySelectorAll('a')) keepTarget(anchor);
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  for (const element of fragment.querySelectorAll<HTMLElement>(`[${SET_ASIDE}]`)) putStyleBack(element);
  return fragment;
}

/** A link that may not leave the app is no link in what the app sends either. */
function keepTarget(anchor: HTMLAnchorElement): void {
  const target = parseExternalLink((anchor.getAttribute('href') ?? '').trim());
  if (target.ok) anchor.setAttribute('href', target.value.url);
  else anchor.replaceWith(...anchor.childNodes);
}

/** Through the object model: the page's policy refuses style attributes that are parsed. */
function putStyleBack(element: HTMLElement): void {
  element.style.cssText = textOf(keepStyle(element.getAttribute(SET_ASIDE) ?? ''));
  element.removeAttribute(SET_ASIDE);
}
