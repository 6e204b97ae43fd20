/** Messages of D-Bus, as far as asking needs them: calls with strings, and of what comes back its kind (D-Bus specification, "Message protocol"). */

export const MESSAGE_TYPES = { call: 1, answer: 2, error: 3, signal: 4 } as const;

const FIELDS = { path: 1, interface: 2, member: 3, answerTo: 5, destination: 6, signature: 8 } as const;

const HEADER_BYTES = 16;
const LITTLE_ENDIAN = 'l'.charCodeAt(0);
/** Far more than any answer to what is asked here; a bus that sends more is not read on. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly string[];
}

export interface BusMessage {
  readonly type: number;
  /** Serial of the call that it answers; 0 for a signal. */
  readonly answerTo: number;
  readonly body: Buffer;
}

export function encodeCall(call: BusCall, serial: number): Buffer {
  const body = Buffer.concat(aligned(call.args.map(stringOf), 4));
  const fields = Buffer.concat(
    aligned(
      [
        field(FIELDS.path, 'o', call.path),
        field(FIELDS.interface, 's', call.interface),
        field(FIELDS.member, 's', call.member),
        field(FIELDS.destination, 's', call.destination),
        ...(call.args.length === 0 ? [] : [signatureField('s'.repeat(call.args.length))]),
      ],
      8,
    ),
  );
  const header = Buffer.alloc(HEADER_BYTES);
  header.set([LITTLE_ENDIAN, MESSAGE_TYPES.call, 0, 1]);
  header.writeUInt32LE(body.length, 4);
  header.writeUInt32LE(serial, 8);
  header.writeUInt32LE(fields.length, 12);
  const filling = Buffer.alloc(missing(HEADER_BYTES + fields.length, 8));
  return Buffer.concat([header, fields, filling, body]);
}

/** The messages that are whole, and the bytes after them. Throws where this is no message that is understood here. */
export function readMessages(bytes: Buffer): {
  readonly messages: readonly BusMessage[];
  readonly rest: Buffer;
} {
  const messages: BusMessage[] = [];
  let rest = bytes;
  while (rest.length >= HEADER_BYTES) {
    if (rest[0] !== LITTLE_ENDIAN) throw new Error('the bus speaks another byte order');
    const fieldsEnd = HEADER_BYTES + rest.readUInt32LE(12);
    const bodyStart = fieldsEnd + missing(fieldsEnd, 8);
    const end = bodyStart + rest.readUInt32LE(4);
    if (end > MAX_MESSAGE_BYTES) throw new Error('the bus sends more than was asked for');
    if (rest.length < end) break;
    messages.push({
      type: rest[1] ?? 0,
      answerTo: answerTo(rest.subarray(0, fieldsEnd)),
      body: rest.subarray(bodyStart, end),
    });
    rest = rest.subarray(end);
  }
  return { messages, rest };
}

/** Walks the header's fields: each begins at a multiple of eight with its code, its signature and its value. */
function answerTo(header: Buffer): number {
  let at = HEADER_BYTES;
  while (at + 4 < header.length) {
    const kind = String.fromCharCode(header[at + 2] ?? 0);
    const value = at + 4;
    if (header[at] === FIELDS.answerTo) return header.readUInt32LE(value);
    const length =
      kind === 'u' ? 4 : kind === 'g' ? (header[value] ?? 0) + 2 : header.readUInt32LE(value) + 5;
    at = value + length;
    at += missing(at, 8);
  }
  return 0;
}

function field(code: number, kind: 'o' | 's', value: string): Buffer {
  return Buffer.concat([Buffer.from([code, 1, kind.charCodeAt(0), 0]), stringOf(value)]);
}

function signatureField(signature: string): Buffer {
  const kind = 'g'.charCodeAt(0);
  const value = Buffer.from(`${signature}\0`, 'ascii');
  return Buffer.concat([Buffer.from([FIELDS.signature, 1, kind, 0, signature.length]), value]);
}

function stringOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes, Buffer.alloc(1)]);
}

/** Each but the last is filled up, so that the next begins where it must. */
function aligned(parts: readonly Buffer[], to: number): readonly Buffer[] {
  return parts.map((part, index) =>
    index === parts.length - 1 ? part : Buffer.concat([part, Buffer.alloc(missing(part.length, to))]),
  );
}

function missing(length: number, to: number): number {
  return (to - (length % to)) % to;
}
