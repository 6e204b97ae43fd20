/** WebSocket frames as bytes, built once and written to any number of sockets (F2; RFC 6455, 5.2). */
import type { Down } from '../../shared/protocol/down.ts';

const FINAL_TEXT = 0x81;
const SIXTEEN_BIT_LENGTH = 126;
/** The largest payload of a frame that we send: within 64 KiB, and within the 16-bit length. */
export const MAX_SENT_BYTES = 0xffff;
const LONG_HEADER_BYTES = 4;
const SHORT_HEADER_BYTES = 2;

/** An empty ping, final and unmasked as a server's frames are. */
export const PING_FRAME = Buffer.from([0x89, 0x00]);

export function byteLengthOf(message: Down): number {
  return Buffer.byteLength(JSON.stringify(message));
}

/** One complete, unmasked text frame. Throws a RangeError for a message over `MAX_SENT_BYTES`. */
export function frameOf(message: Down): Buffer {
  const text = JSON.stringify(message);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_SENT_BYTES) {
    throw new RangeError(`a ${message.type} of ${bytes} bytes exceeds a frame's ${MAX_SENT_BYTES}`);
  }
  const long = bytes >= SIXTEEN_BIT_LENGTH;
  const headerBytes = long ? LONG_HEADER_BYTES : SHORT_HEADER_BYTES;
  const frame = Buffer.allocUnsafe(headerBytes + bytes);
  frame[0] = FINAL_TEXT;
  frame[1] = long ? SIXTEEN_BIT_LENGTH : bytes;
  if (long) frame.writeUInt16BE(bytes, 2);
  frame.write(text, headerBytes);
  return frame;
}
