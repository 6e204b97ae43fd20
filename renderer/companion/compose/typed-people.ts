/** What was typed into a recipients' field, as people: addresses apart or with names, several at once when pasted. */
import type { MailAddress } from '../../../shared/bridge/mail.ts';

export function typedPeople(text: string): readonly MailAddress[] {
  return text
    .split(/[,;\n]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [, name = '', address = ''] = /^"?([^"<]*)"?\s*<([^<>\s]+)>$/.exec(piece) ?? [];
      return address === '' ? { name: '', address: piece } : { name: name.trim(), address };
    });
}

export function isAddress({ address }: MailAddress): boolean {
  return /^[^\s<>@",;]+@[^\s<>@",;]+$/u.test(address);
}

/** Each address once. */
export function withPeople(people: readonly MailAddress[], more: readonly MailAddress[]): MailAddress[] {
  const all = [...people, ...more].map(
    ({ name, address }) => [address.toLowerCase(), { name, address }] as const,
  );
  return [...new Map([...all].reverse()).values()].reverse();
}
