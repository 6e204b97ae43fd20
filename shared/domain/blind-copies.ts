/** Who was blind-copied is nobody's business: what goes on of a message does not say it (RFC 5322 section 3.6.3). */

/** A header as text, each line with its CR and LF. */
export function withoutBlindCopies(header: string): string {
  return header.replace(/^(?:resent-)?bcc[ \t]*:[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*/gimu, '');
}
