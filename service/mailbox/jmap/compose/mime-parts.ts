/** Writes a tree of parts as MIME (RFC 2045, 2046). */
import { randomBytes } from 'node:crypto';
import { encode as encodeBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64';
import { encode as encodeQuoted, wrap as wrapQuoted } from 'nodemailer/lib/qp';
import { buildHeaderValue } from 'nodemailer/lib/mime-funcs';
import { fieldLines, type Field } from './header-fields.ts';

interface PartFacts {
  readonly type: string;
  readonly fields?: readonly Field[];
}

export interface LeafPart extends PartFacts {
  readonly kind: 'text' | 'bytes';
  readonly content: Buffer;
  readonly disposition?: string | null;
  readonly name?: string | null;
  readonly cid?: string | null;
  readonly charset?: string | null;
}

export interface MultiPart extends PartFacts {
  readonly kind: 'multi';
  readonly subParts: readonly MimePart[];
}

export type MimePart = LeafPart | MultiPart;

const LINE_CHARACTERS = 76;

/** Header of the part, an empty line, its body. */
export function writePart(part: MimePart): Buffer {
  return part.kind === 'multi' ? writeMulti(part) : writeLeaf(part);
}

function writeMulti(part: MultiPart): Buffer {
  // Quoted-printable and base64 never have a line that begins so (RFC 2045 section 6.7).
  const boundary = `=_${randomBytes(18).toString('hex')}`;
  const pieces = part.subParts.flatMap((sub) => [
    Buffer.from(`--${boundary}\r\n`),
    writePart(sub),
    Buffer.from('\r\n'),
  ]);
  const type = buildHeaderValue({ value: part.type, params: { boundary } });
  return Buffer.concat([
    Buffer.from(`${headOf(part, [{ name: 'Content-Type', value: type }])}\r\n`),
    ...pieces,
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

function writeLeaf(part: LeafPart): Buffer {
  const charset = part.kind === 'text' ? { charset: 'utf-8' } : optional('charset', part.charset);
  const type = buildHeaderValue({ value: part.type, params: { ...charset, ...optional('name', part.name) } });
  const disposition =
    part.disposition ?? (part.name === undefined || part.name === null ? null : 'attachment');
  const { encoding, body } = encoded(part);
  const fields: Field[] = [
    { name: 'Content-Type', value: type },
    { name: 'Content-Transfer-Encoding', value: encoding },
  ];
  if (disposition !== null) {
    const value = buildHeaderValue({ value: disposition, params: optional('filename', part.name) });
    fields.push({ name: 'Content-Disposition', value });
  }
  if (part.cid !== undefined && part.cid !== null)
    fields.push({ name: 'Content-ID', value: `<${part.cid}>` });
  return Buffer.concat([Buffer.from(`${headOf(part, fields)}\r\n`), body]);
}

function headOf(part: MimePart, fields: readonly Field[]): string {
  return fieldLines([...fields, ...(part.fields ?? [])]);
}

function optional(key: string, value: string | null | undefined): Record<string, string> {
  return value === null || value === undefined ? {} : { [key]: value };
}

function encoded(part: LeafPart): { readonly encoding: string; readonly body: Buffer } {
  // A message within a message may not be encoded (RFC 2046 section 5.2.1).
  if (part.type === 'message/rfc822') return { encoding: '8bit', body: part.content };
  if (part.kind === 'bytes') {
    return { encoding: 'base64', body: Buffer.from(wrapBase64(encodeBase64(part.content), LINE_CHARACTERS)) };
  }
  const text = part.content.toString('utf8').replace(/\r?\n|\r/g, '\r\n');
  return { encoding: 'quoted-printable', body: Buffer.from(wrapQuoted(encodeQuoted(text), LINE_CHARACTERS)) };
}
