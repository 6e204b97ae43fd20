/** Undoes the transfer encoding of a part's bytes (RFC 2045 section 6); what is no part of an encoding is skipped, not believed. */

export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(body.toString('latin1'));
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}

const IS_CLEAN = /^[A-Za-z0-9+/\r\n]*=?[\r\n]*=?[\r\n]*$/;

/** Padding may stand within, where a mailer encoded piece by piece: what follows it is content all the same. */
export function decodeBase64(text: string): Buffer {
  if (IS_CLEAN.test(text)) return Buffer.from(text, 'base64');
  const pieces = text.replace(/[^A-Za-z0-9+/=]+/g, '').split(/=+/);
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}

const EQUALS = 0x3d;
const CR = 0x0d;
const LF = 0x0a;

/** Blanks at the end of a line were added on the way; an `=` that encodes nothing stays. */
function decodeQuotedPrintable(body: Buffer): Buffer {
  const decoded = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length;) {
    const lineEnd = endOfLine(body, at);
    const textEnd = withoutBlanks(body, at, lineEnd);
    const isSoft = textEnd > at && body[textEnd - 1] === EQUALS;
    length = decodeLine(body, at, isSoft ? textEnd - 1 : textEnd, decoded, length);
    const next = lineEnd + lineBreakAt(body, lineEnd);
    if (!isSoft) length += body.copy(decoded, length, lineEnd, next);
    at = next;
  }
  return decoded.subarray(0, length);
}

function endOfLine(body: Buffer, from: number): number {
  const lf = body.indexOf(LF, from);
  if (lf === -1) return body.length;
  return lf > from && body[lf - 1] === CR ? lf - 1 : lf;
}

function lineBreakAt(body: Buffer, at: number): number {
  if (body[at] === CR && body[at + 1] === LF) return 2;
  return body[at] === LF ? 1 : 0;
}

function withoutBlanks(body: Buffer, start: number, end: number): number {
  let last = end;
  while (last > start && (body[last - 1] === 0x20 || body[last - 1] === 0x09)) last -= 1;
  return last;
}

function decodeLine(body: Buffer, start: number, end: number, into: Buffer, length: number): number {
  let written = length;
  for (let at = start; at < end; at += 1) {
    const byte = body[at] ?? 0;
    const octet = byte === EQUALS && at + 2 < end ? hexOctet(body[at + 1], body[at + 2]) : null;
    into[written] = octet ?? byte;
    written += 1;
    if (octet !== null) at += 2;
  }
  return written;
}

/** null: these are no hexadecimal digits. */
export function hexOctet(high: number | undefined, low: number | undefined): number | null {
  const [first, second] = [hexDigit(high), hexDigit(low)];
  return first === null || second === null ? null : first * 16 + second;
}

function hexDigit(code: number | undefined): number | null {
  if (code === undefined) return null;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code & ~0x20;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : null;
}
