/** What a message from one of ours is before it leaves: without Bcc, with whole line ends, signed. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import { withoutBlindCopies } from '../../shared/domain/blind-copies.ts';
import { domainOf } from './routing.ts';

export interface SigningKey {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Signed for the domain of the sender, where there is a key for it (RFC 6376). */
export async function signed(message: Buffer, sender: string, keys: readonly SigningKey[]): Promise<Buffer> {
  const key = keys.find(({ domain }) => domain === domainOf(sender));
  if (key === undefined) return message;
  const signer = new DKIM({
    domainName: key.domain,
    keySelector: key.selector,
    privateKey: key.privateKey,
  });
  return buffer(signer.sign(Readable.from([message], { objectMode: false })));
}

/** RFC 8621 section 7.5. */
export function withoutBcc(message: Buffer): Buffer {
  const whole = wholeLineEnds(message);
  const end = whole.indexOf('\r\n\r\n');
  const header = whole.toString('latin1', 0, end === -1 ? whole.length : end + 2);
  const kept = withoutBlindCopies(header);
  if (kept === header) return whole;
  return Buffer.concat([Buffer.from(kept, 'latin1'), whole.subarray(header.length)]);
}

/** No bare CR or LF leaves this service: either could end the message early at a server that takes it for a line end (G23). */
export function wholeLineEnds(message: Buffer): Buffer {
  const text = message.toString('latin1');
  return /\r(?!\n)|(?<!\r)\n/u.test(text)
    ? Buffer.from(text.replace(/\r\n|\r|\n/gu, '\r\n'), 'latin1')
    : message;
}
