/**
 * A mail's links: taken out of the text, numbered there, and listed beside it with where they really lead.
 * The frame that shows the text can open nothing; the list is the app's own and asks the shell (security 15).
 */
import { parseExternalLink } from '../../../shared/domain/external-link.ts';

export interface MailLink {
  readonly number: number;
  /** Checked and normalised. */
  readonly url: string;
  /** Host in ASCII, or the address of a `mailto:`. */
  readonly destination: string;
  readonly scheme: 'web' | 'mailto';
  /** What the mail wrote; may be empty. */
  readonly text: string;
  /** Another host that the text claims, when it claims one. */
  readonly claimed: string | null;
}

export interface LinkList {
  /** Puts words where the link was; a link that may not leave the app loses only its target. */
  readonly take: (anchor: HTMLAnchorElement) => void;
  readonly listed: () => { readonly links: readonly MailLink[]; readonly unlistedLinks: number };
}

/** More makes no list that a person reads. */
const MAX_LINKS = 60;
const MAX_TEXT = 120;

export function createLinkList(): LinkList {
  const links = new Map<string, MailLink>();
  let unlistedLinks = 0;
  return {
    take(anchor) {
      const target = parseExternalLink((anchor.getAttribute('href') ?? '').trim());
      if (!target.ok) {
        sayAddress(anchor);
        replaceByWords(anchor, null);
        return;
      }
      const { url, destination } = target.value;
      const known = links.get(url);
      if (known === undefined && links.size >= MAX_LINKS) {
        unlistedLinks += 1;
        replaceByWords(anchor, null);
        return;
      }
      const link = known ?? linkOf(links.size + 1, url, destination, wordsOf(anchor));
      links.set(url, link);
      replaceByWords(anchor, link.number);
    },
    listed: () => ({ links: [...links.values()], unlistedLinks }),
  };
}

/** A link of a plain text, or of one that this list takes. */
export function linkOf(number: number, url: string, destination: string, text: string): MailLink {
  const scheme = url.startsWith('mailto:') ? 'mailto' : 'web';
  return {
    number,
    url,
    destination,
    scheme,
    text,
    claimed: scheme === 'web' ? claimedHost(text, destination) : null,
  };
}

/** The host that a text names, where it is not the one it leads to; `www.` makes no other host. */
export function claimedHost(text: string, destination: string): string | null {
  const named = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,24})(?::\d+)?(?:[/?#]|$)/u.exec(text.trim());
  const host = named?.[1]?.toLowerCase().replace(/^www\./, '');
  const real = destination.replace(/:\d+$/, '').replace(/^www\./, '');
  return host === undefined || host === real || real.endsWith(`.${host}`) ? null : host;
}

function wordsOf(anchor: HTMLAnchorElement): string {
  const written = anchor.textContent.replace(/\s+/g, ' ').trim();
  const pictured = anchor.querySelector('img')?.getAttribute('alt') ?? '';
  return (written === '' ? pictured.trim() : written).slice(0, MAX_TEXT);
}

/** What nothing here opens is said, so that it can be dialled or looked up. */
function sayAddress(anchor: HTMLAnchorElement): void {
  const href = (anchor.getAttribute('href') ?? '').trim();
  const [, address] = /^(?:tel|sms|callto|sip|fax):(?:\/\/)?([^?]{1,80})/i.exec(href) ?? [];
  const isSaid = address === undefined || digits(anchor.textContent).includes(digits(address));
  if (!isSaid) anchor.append(` (${address})`);
}

function digits(text: string): string {
  return text.replace(/[^\d@a-z]/gi, '');
}

/** `number` is null for a link that leads nowhere. */
function replaceByWords(anchor: HTMLAnchorElement, number: number | null): void {
  const page = anchor.ownerDocument;
  const words = page.createElement('span');
  words.append(...anchor.childNodes);
  words.className = anchor.className;
  if (number !== null) {
    words.classList.add('mail-link');
    const mark = page.createElement('sup');
    mark.textContent = String(number);
    words.append(mark);
  }
  anchor.replaceWith(words);
}
