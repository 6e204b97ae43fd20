/** Which found people fit what stands in a recipients' field, and what accepting it means: the field's text decides, never an older list (pure). */
import type { MailAddress } from '../../../shared/bridge/mail.ts';
import { isAddress, typedPeople } from './typed-people.ts';

/** Of an answer that may be for fewer letters: those that the present ones find too, without who is in already. */
export function fitting(
  found: readonly MailAddress[],
  text: string,
  people: readonly MailAddress[],
): readonly MailAddress[] {
  const wanted = text.trim().toLowerCase();
  const has = (address: string): boolean => people.some((person) => person.address === address);
  return found.filter(({ name, address }) => {
    const words = [address, name, ...name.split(/\s+/)].map((word) => word.toLowerCase());
    return wanted !== '' && !has(address) && words.some((word) => word.startsWith(wanted));
  });
}

/**
 * The suggestion that Enter and Tab take, by its place; -1: what is typed. A whole address is nobody else's, unless the
 * person went to a suggestion with the arrows (`chosen`).
 */
export function acceptedPlace(
  suggested: readonly MailAddress[],
  text: string,
  chosen: number | null,
): number {
  if (chosen !== null) return Math.min(chosen, suggested.length - 1);
  const typed = typedPeople(text);
  if (!typed.some(isAddress)) return suggested.length > 0 ? 0 : -1;
  return suggested.findIndex(({ address }) => address.toLowerCase() === text.trim().toLowerCase());
}
