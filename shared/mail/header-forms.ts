/** The forms in which RFC 8621 section 4.1.2 gives a header field: text, addresses, message ids, date, URLs. */
import { addressParser, type Address } from 'postal-mime';
import { decodeWords, evenWords } from './encoded-words.ts';
import { unfold } from './header-block.ts';
import { MIME_LIMITS } from './limits.ts';
import type { EmailAddress } from './mail-content.ts';

/** A field is read to this length; what is longer is hostile or broken. */
const MAX_FIELD_CHARACTERS = 64 * 1024;

export interface AddressGroup {
  readonly name: string | null;
  readonly addresses: readonly EmailAddress[];
}

/** Encoded words decoded, folds undone, normalised to NFC; NUL has no place in text. */
export function asText(raw: string): string {
  return decodeWords(unfold(raw.slice(0, MAX_FIELD_CHARACTERS)))
    .replaceAll('\0', '\uFFFD')
    .normalize('NFC');
}

/** Groups flattened; an encoded word inside an address is left as it is (RFC 2047 section 5). */
export function asAddresses(raw: string, limit = MIME_LIMITS.addresses): readonly EmailAddress[] {
  return asGroupedAddresses(raw)
    .flatMap((group) => group.addresses)
    .slice(0, limit);
}

export function asGroupedAddresses(raw: string): readonly AddressGroup[] {
  const groups: { name: string | null; addresses: EmailAddress[] }[] = [];
  let loose: { name: string | null; addresses: EmailAddress[] } | null = null;
  for (const entry of addressParser(evenWords(unfold(raw.slice(0, MAX_FIELD_CHARACTERS))))) {
    if (entry.group !== undefined) {
      groups.push({ name: clean(entry.name), addresses: entry.group.map(addressOf) });
      loose = null;
      continue;
    }
    if (loose === null) groups.push((loose = { name: null, addresses: [] }));
    loose.addresses.push(addressOf(entry));
  }
  return groups;
}

function addressOf(entry: Address): EmailAddress {
  return { name: clean(entry.name), email: (entry.address ?? '').replaceAll('\0', '\uFFFD') };
}

function clean(name: string): string | null {
  return name === '' ? null : name.replaceAll('\0', '\uFFFD').normalize('NFC');
}

/** Ids without their angle brackets; a value that has none is split at white space, as broken mailers write it. */
export function asMessageIds(raw: string): readonly string[] {
  const text = unfold(raw.slice(0, MAX_FIELD_CHARACTERS)).replaceAll('\0', '\uFFFD');
  const bracketed = Array.from(text.matchAll(/<([^<>\s]+)>/g), (match) => match[1] ?? '');
  return bracketed.length > 0 ? bracketed : text.split(/[\s<>]+/).filter((id) => id.includes('@'));
}

/** The first ones and the last ones, which are what decides a thread. */
export function boundedReferences(ids: readonly string[], limit = MIME_LIMITS.references): readonly string[] {
  if (ids.length <= limit) return ids;
  return [...ids.slice(0, limit / 2), ...ids.slice(-limit / 2)];
}

/** `2026-03-29T02:30:00+01:00`: with the sender's offset where it gave one; null when it is no date of our calendar. */
export function asDate(raw: string): string | null {
  const text = evenDate(unfold(raw.slice(0, MAX_FIELD_CHARACTERS)));
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs) || atMs < FIRST_DATE_MS || atMs > LAST_DATE_MS) return null;
  const zone = /([+-])(\d{2})(\d{2})(?=\s*(?:\(|$))/.exec(text);
  const [, sign = '+', hours = '00', minutes = '00'] = zone ?? [];
  const offsetMinutes = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  const local = new Date(atMs + offsetMinutes * 60_000).toISOString().slice(0, 19);
  return offsetMinutes === 0 ? `${local}Z` : `${local}${sign}${hours}:${minutes}`;
}

/** Zones that mailers of Europe and elsewhere name, against RFC 5322, and Date.parse does not know. */
const ZONES: Readonly<Record<string, string>> = {
  ...{ bst: '+0100', cet: '+0100', mez: '+0100', cest: '+0200', mesz: '+0200', eet: '+0200', eest: '+0300' },
  ...{ wet: '+0000', west: '+0100', msk: '+0300', ist: '+0530', sgt: '+0800', hkt: '+0800', awst: '+0800' },
  ...{ jst: '+0900', kst: '+0900', aest: '+1000', aedt: '+1100', nzst: '+1200', nzdt: '+1300' },
};
const MONTHS: Readonly<Record<string, string>> = {
  ...{ jän: 'Jan', mär: 'Mar', mrz: 'Mar', mai: 'May', okt: 'Oct', dez: 'Dec' },
};

/** Times with points, zones and months of other languages, as Date.parse reads them. */
function evenDate(text: string): string {
  return text
    .replace(
      /\b(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?=\s|$)/,
      (whole, hours: string, minutes: string, seconds = '00') =>
        Number(hours) < 24 && Number(minutes) < 60 ? `${hours}:${minutes}:${String(seconds)}` : whole,
    )
    .replace(/(?<=\d\s*)\b([a-z]{3,4})$/i, (zone) => ZONES[zone.toLowerCase()] ?? zone)
    .replace(/\p{L}{3}/gu, (word) => MONTHS[word.toLowerCase()] ?? word);
}

/** RFC 3339 has four digits for the year. */
const FIRST_DATE_MS = Date.UTC(1, 0, 2);
const LAST_DATE_MS = Date.UTC(9999, 11, 30);

export function asUrls(raw: string): readonly string[] | null {
  const urls = Array.from(
    unfold(raw.slice(0, MAX_FIELD_CHARACTERS)).matchAll(/<([^<>]+)>/g),
    (match) => match[1] ?? '',
  );
  return urls.length > 0 ? urls.map((url) => url.replace(/\s+/g, '')) : null;
}
