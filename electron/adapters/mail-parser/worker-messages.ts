/** What goes to the mail worker, one at a time, and what comes back. */
import type { MailPartBytes, MailReading } from '../../device/ports.ts';

export type ParserRequest =
  | { readonly kind: 'read'; readonly raw: Uint8Array }
  | { readonly kind: 'part'; readonly raw: Uint8Array; readonly index: number };

export type ParserAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly reading: MailReading }
  | { readonly kind: 'part'; readonly part: MailPartBytes | null }
  | { readonly kind: 'failed'; readonly reason: string };
