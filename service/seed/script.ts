/** How the demo's mail is written down: conversations, each a list of messages in order. */

export type Language = 'en' | 'de' | 'fr' | 'pt' | 'es' | 'pl' | 'ja' | 'ar' | 'he';

export type AttachmentScript =
  | { readonly kind: 'pdf'; readonly name: string; readonly lines: readonly string[] }
  | { readonly kind: 'png'; readonly name: string; readonly hue: number }
  | {
      readonly kind: 'xlsx' | 'csv';
      readonly name: string;
      readonly rows: readonly (readonly (string | number)[])[];
    }
  | { readonly kind: 'ics'; readonly name: string; readonly title: string; readonly place: string };

export interface MailScript {
  /** A person's key, or `Name <address>` for someone outside. */
  readonly from: string;
  /** Keys, outside addresses, or `@logistics`, `@all-employees`, `@management`. */
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  /** Working minutes after the message before. */
  readonly after?: number;
  /** Paragraphs are parted by an empty line. */
  readonly text: string;
  /** `signed`: HTML with a signature as a table; `newsletter`: pictures from afar. Otherwise plain text. */
  readonly look?: 'signed' | 'newsletter';
  readonly attachments?: readonly AttachmentScript[];
  /** Keys of those who flagged it. */
  readonly flaggedBy?: readonly string[];
  /** Keys of those who certainly have not read it. */
  readonly unreadBy?: readonly string[];
}

export interface Conversation {
  /** 0 the oldest, 1 the newest, of the working time in the window. */
  readonly at: number;
  readonly language: Language;
  readonly subject: string;
  readonly mails: readonly MailScript[];
}
