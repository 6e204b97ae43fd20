/** Judges a sanitised mail as the frame will parse it: everything in it that could run, fetch, lead away or leave its place. */
import { mailDocument } from '../../../../renderer/companion/reading/mail-document.ts';
import type { SafeMail } from '../../../../renderer/companion/reading/sanitise-mail.ts';

/** As the frame's parser will see it. */
export function shown(mail: SafeMail): Document {
  return new DOMParser().parseFromString(mailDocument(mail, 'light'), 'text/html');
}

const FETCHING = [
  'src',
  'href',
  'srcset',
  'background',
  'poster',
  'ping',
  'action',
  'formaction',
  'data',
  'xlink:href',
];

/** Empty for a safe document. */
export function faults(mail: SafeMail): string[] {
  const page = shown(mail);
  const found: string[] = [];
  for (const element of page.body.querySelectorAll('*')) {
    const name = element.localName;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') found.push(`foreign ${name}`);
    if (
      /^(?:script|style|link|meta|base|i?frame|object|embed|form|input|button|video|audio|template|a)$/.test(
        name,
      )
    ) {
      found.push(`element ${name}`);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith('on') || attribute === 'style' || attribute === 'id')
        found.push(`attribute ${attribute}`);
      if (FETCHING.includes(attribute) && !value.startsWith('data:image/'))
        found.push(`${attribute}=${value}`);
    }
  }
  if (/url\(|image-set|@import|position|transform|expression|\\|var\(|[<>]/i.test(mail.styles))
    found.push(mail.styles);
  return found;
}
