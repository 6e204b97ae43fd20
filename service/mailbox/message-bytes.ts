/** Where the two halves of a stored message's file are: one line of JSON, the envelope, then the message byte by byte. */

const LF = 0x0a;

/** Where the message starts in its file. Throws when the first line has no end. */
export function messageOffset(file: Buffer): number {
  const lf = file.indexOf(LF);
  if (lf === -1) throw new Error('a stored message without its envelope line');
  return lf + 1;
}

/** The first line, unread. */
export function envelopeText(file: Buffer): string {
  return file.toString('utf8', 0, messageOffset(file));
}

/** Its name was on the disk before its bytes when the service died, so that nobody was told that it was accepted. */
export function isCutOff({ bytes = 0 }: { readonly bytes?: number | undefined }, size: number): boolean {
  return size < bytes;
}
