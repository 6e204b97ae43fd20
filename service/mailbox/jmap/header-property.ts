/** `header:Name:asForm:all`, a header field by name in a chosen form (RFC 8621 section 4.1.3). */
import type { HeaderField } from '../../../shared/mail/header-block.ts';
import {
  asAddresses,
  asDate,
  asGroupedAddresses,
  asMessageIds,
  asText,
  asUrls,
} from '../../../shared/mail/header-forms.ts';

const FORMS: Readonly<Record<string, (raw: string) => unknown>> = {
  asRaw: (raw) => raw.replaceAll('\0', '\uFFFD'),
  asText,
  asAddresses: (raw) => asAddresses(raw),
  asGroupedAddresses,
  asMessageIds: (raw) => {
    const ids = asMessageIds(raw);
    return ids.length > 0 ? ids : null;
  },
  asDate,
  asURLs: asUrls,
};

const PROPERTY = /^header:([\x21-\x39\x3b-\x7e]+?)(?::(as[A-Za-z]+))?(:all)?$/;

interface HeaderProperty {
  readonly name: string;
  readonly form: (raw: string) => unknown;
  readonly all: boolean;
}

export function isHeaderProperty(property: string): boolean {
  return read(property) !== null;
}

/** The last field of that name, or all of them; null, or an empty list, when there is none. */
export function headerProperty(fields: readonly HeaderField[], property: string): unknown {
  const asked = read(property);
  if (asked === null) return null;
  const values = fields
    .filter((field) => field.name.toLowerCase() === asked.name.toLowerCase())
    .map((field) => asked.form(field.value));
  return asked.all ? values : (values.at(-1) ?? null);
}

function read(property: string): HeaderProperty | null {
  const match = PROPERTY.exec(property);
  const form = FORMS[match?.[2] ?? 'asRaw'];
  if (match === null || form === undefined) return null;
  return { name: match[1] ?? '', form, all: match[3] !== undefined };
}
