/** What was typed or pasted into a recipients' field, as people: addresses apart or with names, several at once. */
import type { MailAddress } from '../../../shared/bridge/mail.ts';

/** A link to write to somebody, with what else it may say. */
const MAILTO = /^mailto:([^?]*)(?:\?.*)?$/i;

export function typedPeople(text: string): readonly MailAddress[] {
  return piecesOf(text).flatMap((piece) => {
    const [, linked] = MAILTO.exec(piece) ?? [];
    return linked === undefined ? [personOf(piece)] : piecesOf(decoded(linked)).map(personOf);
  });
}

/** A separator stands in it, so that what is before it is finished; one in a name that is still being quoted is none. */
export function isFinished(text: string): boolean {
  const isInQuotes = (text.match(/(?<!\\)"/g) ?? []).length % 2 === 1;
  if (isInQuotes) return false;
  return piecesOf(text).length > 1 || /[,;\n]\s*$/.test(text);
}

export function isAddress({ address }: Pick<MailAddress, 'address'>): boolean {
  return /^[^\s<>@",;]+@[^\s<>@",;]+$/u.test(address);
}

/** Each address once. */
export function withPeople(people: readonly MailAddress[], more: readonly MailAddress[]): MailAddress[] {
  const all = [...people, ...more].map(
    ({ name, address }) => [address.toLowerCase(), { name, address }] as const,
  );
  return [...new Map([...all].reverse()).values()].reverse();
}

/** Apart at commas, semicolons and line ends; those in a quoted name or in an address belong to it (RFC 5322 3.4). */
function piecesOf(text: string): readonly string[] {
  const pieces = text.match(/(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^,;\n])+/g) ?? [];
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

function personOf(piece: string): MailAddress {
  const [, quoted, plain = '', address = ''] =
    /^(?:"((?:[^"\\]|\\.)*)"|([^"<]*))\s*<([^<>\s]+)>$/.exec(piece) ?? [];
  if (address === '') return { name: '', address: piece };
  return { name: quoted?.replace(/\\(.)/g, '$1') ?? plain.trim(), address };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded as a link is: meant as it stands.
    return text;
  }
}
