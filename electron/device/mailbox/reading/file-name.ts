/** A file name that someone else chose, made safe to save under and honest about what it is (security, att-*). */

/** Most file systems take 255 bytes; the rest is room for a browser's or a person's " (2)". */
const MAX_BYTES = 200;
/** A longer "extension" is part of the name. */
const MAX_EXTENSION_UNITS = 24;
const FALLBACK = 'attachment';

/** Everything that changes the direction of text or is invisible: it can make `exe.fdp` of `pdf.exe`. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;
/** Not allowed by Windows, or with a meaning to it (`:` opens an alternate data stream) or to a shell. */
const FORBIDDEN = /[<>:"|?*%]/g;
/** Names of devices, whatever follows their dot (Windows). */
const RESERVED =
  /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$|clock\$)(?:\.|$)/i;
const SEPARATORS = /[/\\\u2044\u2215\u29f5\u29f8\uff0f\uff3c]/;

/** Types whose own name says enough when the sender gave none. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': '.eml',
  'text/calendar': '.ics',
  'text/html': '.html',
  'text/plain': '.txt',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
  'application/pdf': '.pdf',
};

/** Never empty, one path segment, at most 200 bytes of UTF-8 with the extension kept. */
export function safeFileName(given: string | null, mediaType: string): string {
  const cleaned = clean(given ?? '');
  if (cleaned === '') return `${FALLBACK}${EXTENSIONS[mediaType] ?? ''}`;
  return shorten(RESERVED.test(cleaned) ? `_${cleaned}` : cleaned);
}

function clean(name: string): string {
  const visible = name.normalize('NFC').replace(DECEPTIVE, '');
  const base = visible.split(SEPARATORS).at(-1) ?? '';
  return trimmed(base.replace(FORBIDDEN, '_').replace(/\s+/g, ' '));
}

/** Windows drops dots and spaces at the end without a word; a dot at the beginning hides a file elsewhere. */
function trimmed(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && (name[start] === '.' || name[start] === ' ')) start += 1;
  while (end > start && (name[end - 1] === '.' || name[end - 1] === ' ')) end -= 1;
  return name.slice(start, end);
}

function shorten(name: string): string {
  if (bytesOf(name) <= MAX_BYTES) return name;
  const extension = extensionOf(name);
  const room = MAX_BYTES - bytesOf(extension);
  let kept = '';
  let bytes = 0;
  for (const character of name.slice(0, name.length - extension.length)) {
    bytes += bytesOf(character);
    if (bytes > room) break;
    kept += character;
  }
  return trimmed(kept) + extension;
}

/** With its dot; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= MAX_EXTENSION_UNITS ? name.slice(dot) : '';
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
