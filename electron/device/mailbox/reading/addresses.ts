/** People in a header, with what about them should make a reader careful (security, header spoofing). */
import { addressParser, type Address } from 'postal-mime';
import { evenWords } from '../../../../shared/mail/encoded-words.ts';
import { unfold } from '../../../../shared/mail/header-block.ts';
import type { MailAddress, MailWarning } from '../../../../shared/bridge/mail.ts';
import { shownDomain } from './domain-script.ts';
import { MAX_ADDRESSES } from './limits.ts';
import { shownText } from './shown-text.ts';

export interface ReadAddresses {
  readonly list: readonly MailAddress[];
  readonly warnings: ReadonlySet<MailWarning>;
}

/** `values`: every field of one name, as it stands in the header. */
export function readAddresses(values: readonly string[]): ReadAddresses {
  const found = values.flatMap((value) =>
    addressParser(evenWords(unfold(value)), { flatten: true }).flatMap(mailboxes),
  );
  const warnings = new Set<MailWarning>();
  if (found.length > MAX_ADDRESSES) warnings.add('cut-off');
  const list = found.slice(0, MAX_ADDRESSES).map((mailbox) => shownAddress(mailbox, warnings));
  return { list, warnings };
}

/** One sender, in one field, with one address: anything else leaves open whose message it is. */
export function readSenders(values: readonly string[]): ReadAddresses {
  const read = readAddresses(values);
  const warnings = new Set(read.warnings);
  if (values.length > 1 || read.list.length > 1) warnings.add('several-senders');
  // A source route (spoof-route) names several places in one address.
  if (read.list.some(({ address }) => address.split('@').length > 2)) warnings.add('several-senders');
  return { list: read.list, warnings };
}

function mailboxes(address: Address): readonly MailAddress[] {
  if (address.group === undefined) return [{ name: address.name, address: address.address }];
  return address.group.map(({ name, address: inner }) => ({ name, address: inner }));
}

function shownAddress(mailbox: MailAddress, warnings: Set<MailWarning>): MailAddress {
  const address = shownText(withShownDomain(mailbox.address, warnings));
  // RFC 2047 section 5: encoded words have no meaning inside an address. What the parser decoded from them is not a
  // name that the sender gave but the disguise that was meant to be seen.
  const isDisguised = mailbox.address.includes('=?');
  if (isDisguised) warnings.add('address-in-name');
  const name = shownText(isDisguised ? '' : mailbox.name);
  // NFKC, because a full-width @ looks the same.
  if (name.text.normalize('NFKC').includes('@') && name.text !== address.text)
    warnings.add('address-in-name');
  for (const warning of [...address.warnings, ...name.warnings, ...shownText(mailbox.name).warnings]) {
    warnings.add(warning);
  }
  return { name: name.text === address.text ? '' : name.text, address: address.text };
}

function withShownDomain(address: string, warnings: Set<MailWarning>): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return address;
  const { domain, mixed } = shownDomain(address.slice(at + 1));
  if (mixed) warnings.add('mixed-scripts');
  return address.slice(0, at + 1) + domain;
}
