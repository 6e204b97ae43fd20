/** Takes the Bcc out of a message, for servers that would show it to everybody who receives it. Pure. */
import { withoutBlindCopies } from '../../../shared/domain/blind-copies.ts';

/** The bytes of everything else stay as they are. */
export function withoutBcc(raw: Uint8Array): Uint8Array {
  const message = Buffer.from(raw);
  const end = message.indexOf('\r\n\r\n');
  const header = message.toString('latin1', 0, end < 0 ? message.length : end + 2);
  const kept = Buffer.from(withoutBlindCopies(header), 'latin1');
  return Buffer.concat([kept, message.subarray(header.length)]);
}
