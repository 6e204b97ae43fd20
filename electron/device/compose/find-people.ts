/** Looks up people among those in the cached mail, so that it works without any network. */
import type { MailAddress, MailRow } from '../../../shared/bridge/mail.ts';

/** Enough of the newest mail to find whom one writes to. */
const SEARCHED_MAILS = 100;
const MAX_FOUND = 8;

/** Most often met first; each address once, with the name it had last. */
export async function findPeople(
  search: (text: string, limit: number) => Promise<readonly MailRow[]>,
  text: string,
): Promise<readonly MailAddress[]> {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const met = new Map<string, { readonly person: MailAddress; readonly times: number }>();
  for (const row of await search(wanted, SEARCHED_MAILS)) {
    for (const person of [row.from, ...row.to]) {
      if (!isMeant(person, wanted)) continue;
      const known = met.get(person.address.toLowerCase());
      met.set(person.address.toLowerCase(), {
        person: known?.person ?? person,
        times: (known?.times ?? 0) + 1,
      });
    }
  }
  return Array.from(met.values())
    .sort((a, b) => b.times - a.times)
    .slice(0, MAX_FOUND)
    .map(({ person }) => person);
}

function isMeant({ name, address }: MailAddress, wanted: string): boolean {
  const words = [address, ...name.split(/\s+/), name].map((word) => word.toLowerCase());
  return address !== '' && words.some((word) => word.startsWith(wanted));
}
