/** Bytes to text, with what real mail declares, leaves out and gets wrong; one answer wherever it is read. */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** Labels of mailers that the WHATWG encoding standard does not know. */
const ALIASES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  'x-ms-cp932': 'shift_jis',
  ms936: 'gb18030',
  cp936: 'gb18030',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp950: 'big5',
  'x-gbk': 'gb18030',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  utf8: 'utf-8',
};

/** They say nothing about bytes above 127, so that those are recognised by themselves. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown-8bit',
  'x-unknown',
  'default',
]);
/** In which a byte below 128 may be part of something else. */
const SHIFTS = /^(?:utf-?(?:7|16|32)|ucs|iso-2022|hz|csiso2022|unicode|cp037|ibm037|ebcdic)/;
const FALLBACK = 'windows-1252';

/** `declared`: as the part says it, or null. */
export function decodeBytes(bytes: Buffer, declared: string | null, kind: 'plain' | 'html'): string {
  const label = labelOf(declared);
  if (isAscii(bytes) && !SHIFTS.test(label)) return bytes.toString('latin1');
  return decodeAs(bytes, encodingOf(bytes, label, kind));
}

function labelOf(declared: string | null): string {
  const label = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^['"]|['"]$/g, '');
  return ALIASES[label] ?? label;
}

function encodingOf(bytes: Buffer, label: string, kind: 'plain' | 'html'): string {
  const isDeclared = !SAYS_NOTHING.has(label) && isKnown(label) && !isWrongUtf8(bytes, label);
  if (isDeclared) return label;
  const mark = byteOrderMark(bytes);
  if (mark !== null) return mark;
  if (isUtf8(bytes)) return 'utf-8';
  const meta = kind === 'html' ? labelOf(charsetOfMeta(bytes)) : '';
  // Bytes that a page calls UTF-8, and that are not, are whatever else is usual.
  return meta !== '' && isKnown(meta) && !meta.startsWith('utf') ? meta : FALLBACK;
}

/** Declared without a look: not one of its sequences is UTF-8. A damaged one among many leaves the rest what it is. */
function isWrongUtf8(bytes: Buffer, label: string): boolean {
  if (label !== 'utf-8' || isUtf8(bytes)) return false;
  return !/[^\p{ASCII}\uFFFD]/u.test(bytes.toString('utf8'));
}

function isKnown(label: string): boolean {
  return decoderOf(label) !== null || iconv.encodingExists(label);
}

/** null: the standard does not know it. */
function decoderOf(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/** The platform's own decoders read these; some of them take windows-1252 for Latin-1, so single bytes are the library's. */
const MULTIBYTE = /^(?:utf-16|gb|big5|shift_jis|euc-|iso-2022-jp)/;

function decodeAs(bytes: Buffer, label: string): string {
  const decoder = decoderOf(label);
  const encoding = decoder?.encoding ?? label;
  if (encoding === 'utf-8') return bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (decoder === null || (!MULTIBYTE.test(encoding) && iconv.encodingExists(encoding)))
    return iconv.decode(bytes, encoding);
  return decoder.decode(encoding === 'iso-2022-jp' ? withoutIdleEscapes(bytes) : bytes);
}

/** Where words are joined, one ends in ASCII and the next begins otherwise; decoders take two escapes in a row for a fault. */
function withoutIdleEscapes(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/\x1b\([BJ](?=\x1b[($])/g, ''), 'latin1');
}

function byteOrderMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes.length < 4) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** Where the standard looks for it (HTML section 13.2.3.2). */
const META_BYTES = 1024;

function charsetOfMeta(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, META_BYTES);
  return /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? null;
}
