/**
 * Makes a stranger's HTML safe to show: allow-listed elements, attributes and styles; pictures only from the mail itself;
 * links taken out of the text and listed (security, Showing HTML mail). One of three layers: the document is shown in a
 * frame without scripts or origin, under a policy of its own.
 */
import { mendColours } from './mail-colours.ts';
import { createLinkList, type MailLink } from './mail-links.ts';
import { choosePicture } from './mail-pictures.ts';
import { takeStyles, writeRules } from './mail-styles.ts';
import { purifyMail } from './purify-mail.ts';

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

/** Parsed by the engine that will show it. `inlineImages` are the mail's own pictures by the address that names them. */
export function sanitiseMail(
  documents: readonly string[],
  inlineImages: Readonly<Record<string, string>>,
): Sanitised {
  const body = purifyAll(documents);
  if (body === null) return { kind: 'too-large' };
  const kept = takeStyles(body);
  const ownColours = mendColours(body, kept);
  const styles = writeRules(kept);
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
      styles,
      blockedPictures,
      ownColours,
      ...links.listed(),
    },
  };
}

/** Each by itself, so that none can reach into the next (EFAIL); null: together they are more than anybody would read. */
function purifyAll(documents: readonly string[]): HTMLElement | null {
  const [first, ...more] = documents.map(purifyMail);
  if (first === undefined || first === null) return null;
  for (const body of more) {
    if (body === null) return null;
    first.append(...body.childNodes);
  }
  return first;
}
