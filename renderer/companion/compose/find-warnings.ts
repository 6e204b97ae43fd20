/** What a person should look at before a message goes: strangers in an answer to all, and files that only the text has. */
import type { Draft } from '../../../shared/bridge/compose.ts';
import type { MailAddress } from '../../../shared/bridge/mail.ts';

/** Recipients whom the original did not name and who are of another domain than the writer. */
export function strangersOf(draft: Draft, ownAddress: string): readonly MailAddress[] {
  const { circle } = draft;
  if (circle === null) return [];
  const ownDomain = domainOf(ownAddress);
  return [...draft.to, ...draft.cc, ...draft.bcc].filter(
    ({ address }) => !circle.includes(address.toLowerCase()) && domainOf(address) !== ownDomain,
  );
}

/** In the languages that ship. */
const ATTACHED =
  /\b(?:attach(?:ed|ment|ments|ing)?|enclosed)\b|\b(?:anbei|angeh[äa]ngt|anh[äa]nge?|beigef[üu]gt)\b/iu;

/** The text speaks of a file, and there is none. What is quoted does not count. */
export function missesFile({ text, files }: Pick<Draft, 'text' | 'files'>): boolean {
  if (files.length > 0) return false;
  const own = text.split('\n').filter((line) => !line.startsWith('>'));
  return ATTACHED.test(own.join('\n'));
}

function domainOf(address: string): string {
  return address.split('@').at(-1)?.toLowerCase() ?? '';
}
