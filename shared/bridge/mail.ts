/** Mail as the window lists and shows it. */
import type { Instant } from '../domain/instant.ts';

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** A row of the list; everything for it is in the encrypted index, nothing is parsed to show it. */
export interface MailRow {
  readonly id: string;
  readonly threadId: string;
  readonly receivedAt: Instant;
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly preview: string;
  readonly unread: boolean;
  readonly flagged: boolean;
  readonly hasAttachment: boolean;
  /** The list through which it came (List-Id or a group's address among the recipients), for its mark. */
  readonly list: string | null;
  readonly size: number;
  /** In whose mailbox it is; null: in one's own. */
  readonly delegateOf: string | null;
}

export interface MailPage {
  readonly rows: readonly MailRow[];
  readonly offset: number;
  readonly total: number;
  /** The cache's generation that this page shows. */
  readonly generation: number;
}

export interface MailPart {
  readonly index: number;
  /** Already safe to use as a file's name (security, att-*). */
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  /** Kept from being opened by a double click: saved only, and marked as coming from outside. */
  readonly dangerous: boolean;
}

/** Something a reader should know before trusting a header (security, header spoofing). */
export type MailWarning =
  | 'several-senders'
  | 'address-in-name'
  | 'direction-controls'
  | 'mixed-scripts'
  | 'control-characters'
  | 'cut-off';

export type MailBody =
  /** `documents`: the texts of the letter in order, each to be read by itself. `text`: the same reading as lines. */
  | { readonly kind: 'html'; readonly documents: readonly string[]; readonly text: string }
  /** `isTooLarge`: formatted, and more than can be shown so. */
  | { readonly kind: 'text'; readonly text: string; readonly isTooLarge: boolean }
  /** Parsing was refused or failed; the raw source can still be saved (G27). */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** One message, parsed for reading. `documents` are as the sender wrote them: untrusted until the reading pane has sanitised it. */
export interface MailView {
  readonly id: string;
  /** In whose mailbox it is; null: in one's own. */
  readonly delegateOf: string | null;
  readonly receivedAt: Instant;
  readonly sentAt: Instant | null;
  readonly subject: string;
  readonly from: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly body: MailBody;
  readonly attachments: readonly MailPart[];
  /** Pictures that its text shows: no attachments to a reader, but part of what is passed on. */
  readonly inlineParts: readonly MailPart[];
  /** Raster images by the address under which its HTML names them, as `data:` URLs; SVG never. */
  readonly inlineImages: Readonly<Record<string, string>>;
  readonly warnings: readonly MailWarning[];
}
