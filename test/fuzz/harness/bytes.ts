/** Bytes from text and back, and arbitraries of them. */
import fc, { type Arbitrary } from 'fast-check';

export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');
export const textOf = (input: Uint8Array): string => Buffer.from(input).toString('utf8');

export const jsonBytes = (value: Arbitrary<unknown>): Arbitrary<Uint8Array> =>
  value.map((content) => bytesOf(JSON.stringify(content)));

/** Text as it comes from outside: any characters, halves of pairs too. */
export const anyText = fc.string({ unit: 'binary', maxLength: 300 });
