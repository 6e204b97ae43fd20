/** The forms of header fields the other way round: from what a client gives to the field's text (RFC 8621 section 4.1.2). */
import { encodeWord, encodeWords } from 'nodemailer/lib/mime-funcs';
import { z } from 'zod';

const address = z.strictObject({ name: z.string().nullish(), email: z.string().min(1) });
const addresses = z.array(address);
const groups = z.array(z.strictObject({ name: z.string().nullish(), addresses }));
const words = z.array(z.string().min(1));

/** An address, a message id or a URL ends no field and begins no other. */
const TOKEN = /^[^\s<>\p{Cc}]+$/u;

/** Each gives the field's value, or null when what is given is not of that form. */
export const WRITE_FORMS: Readonly<Record<string, (value: unknown) => string | null>> = {
  asRaw: (value) => (typeof value === 'string' && isRaw(value) ? value.trim() : null),
  asText: (value) => (typeof value === 'string' ? encodeWords(oneLine(value), 'Q') : null),
  asAddresses: (value) => parsed(addresses, value, writeAddresses),
  asGroupedAddresses: (value) => parsed(groups, value, writeGroups),
  asMessageIds: (value) => parsed(words, value, (ids) => bracketed(ids, ' ')),
  asDate: (value) => parsed(z.iso.datetime({ offset: true }), value, writeDate),
  asURLs: (value) => parsed(words, value, (urls) => bracketed(urls, ', ')),
};

/** Folded lines are one field; a line that is not indented would begin another. */
function isRaw(value: string): boolean {
  return !/\r?\n(?![ \t])|\r(?!\n)|\0/.test(value);
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim();
}

function parsed<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  write: (value: Value) => string | null,
): string | null {
  const read = schema.safeParse(value);
  return read.success ? write(read.data) : null;
}

function writeAddresses(list: z.infer<typeof addresses>): string | null {
  if (list.some(({ email }) => !TOKEN.test(email))) return null;
  return list
    .map(({ name, email }) => {
      const phrase = oneLine(name ?? '');
      return phrase === '' ? email : `${writePhrase(phrase)} <${email}>`;
    })
    .join(', ');
}

function writeGroups(list: z.infer<typeof groups>): string | null {
  const written = list.map((group) => {
    const members = writeAddresses(group.addresses);
    const name = oneLine(group.name ?? '');
    return name === '' || members === null ? members : `${writePhrase(name)}: ${members};`;
  });
  return written.includes(null) ? null : written.join(', ');
}

/** RFC 5322 section 3.2.5, RFC 2047 section 5. */
function writePhrase(phrase: string): string {
  if (!/^[\x20-\x7e]*$/.test(phrase)) return encodeWord(phrase, 'Q', ENCODED_WORD_CHARACTERS);
  return /^[\w !#$%&'*+/=?^`{|}~-]+$/.test(phrase) ? phrase : `"${phrase.replace(/["\\]/g, '\\$&')}"`;
}

/** RFC 2047 section 2 allows 75 with all its signs. */
const ENCODED_WORD_CHARACTERS = 52;

function bracketed(list: readonly string[], separator: string): string | null {
  return list.every((word) => TOKEN.test(word)) ? list.map((word) => `<${word}>`).join(separator) : null;
}

/** RFC 5322 section 3.3, the offset kept. */
function writeDate(text: string): string | null {
  const [, sign = '+', hours = '00', minutes = '00'] = /([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  const offsetMinutes = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  const local = new Date(Date.parse(text) + offsetMinutes * 60_000);
  return Number.isNaN(local.getTime())
    ? null
    : local.toUTCString().replace('GMT', `${sign}${hours}${minutes}`);
}
