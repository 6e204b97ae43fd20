/** The header of a new message, from the properties that name its fields (RFC 8621 section 4.6). */
import { foldLines } from 'nodemailer/lib/mime-funcs';
import { invalid } from '../core/set.ts';
import { WRITE_FORMS } from './header-values.ts';

export interface Field {
  readonly name: string;
  readonly value: string;
}

/** Convenience properties, and what they stand for (RFC 8621 section 4.1.3). */
const CONVENIENT: ReadonlyMap<string, readonly [name: string, form: string]> = new Map([
  ['sentAt', ['Date', 'asDate']],
  ['from', ['From', 'asAddresses']],
  ['sender', ['Sender', 'asAddresses']],
  ['replyTo', ['Reply-To', 'asAddresses']],
  ['to', ['To', 'asAddresses']],
  ['cc', ['Cc', 'asAddresses']],
  ['bcc', ['Bcc', 'asAddresses']],
  ['subject', ['Subject', 'asText']],
  ['messageId', ['Message-ID', 'asMessageIds']],
  ['inReplyTo', ['In-Reply-To', 'asMessageIds']],
  ['references', ['References', 'asMessageIds']],
]);

const HEADER = /^header:([\x21-\x39\x3b-\x7e]+?)(?::(as[A-Za-z]+))?(:all)?$/;

export function isFieldProperty(property: string): boolean {
  return CONVENIENT.has(property) || HEADER.test(property);
}

/** Throws a `SetFailure` for a value that is not of its form, a field named twice, or one that belongs to the body. */
export function fieldsOf(properties: Readonly<Record<string, unknown>>): readonly Field[] {
  const fields = Object.entries(properties).flatMap(([property, value]) => readProperty(property, value));
  const owners = new Map<string, string>();
  for (const { name, property } of fields) {
    const key = name.toLowerCase();
    const owner = owners.get(key);
    if (owner !== undefined && owner !== property) throw invalid([owner, property], `both give ${name}`);
    if (key.startsWith('content-') || key === 'mime-version')
      throw invalid([property], `${name} follows from the body`);
    owners.set(key, property);
  }
  return fields;
}

function readProperty(property: string, given: unknown): readonly (Field & { readonly property: string })[] {
  const match = HEADER.exec(property);
  const [name, formName] = CONVENIENT.get(property) ?? [match?.[1] ?? '', match?.[2] ?? 'asRaw'];
  const form = WRITE_FORMS[formName];
  if (form === undefined) throw invalid([property], `there is no form "${formName}"`);
  if (given === null) return [];
  const values: readonly unknown[] =
    match?.[3] === undefined ? [given] : Array.isArray(given) ? given : [null];
  return values.map((item) => {
    const value = form(item);
    if (value === null) throw invalid([property], `is not a value of the form ${formName}`);
    return { name, value, property };
  });
}

export function fieldLines(fields: readonly Field[]): string {
  return fields.map(({ name, value }) => `${foldLines(`${name}: ${value}`)}\r\n`).join('');
}
