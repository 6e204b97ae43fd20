/** What is kept of a message beside its bytes: made once at ingest, so that no query ever parses. */
import type { HeaderField } from './header-block.ts';
import type { Refusal } from './limits.ts';

/** RFC 8621 section 4.1.2.3. */
export interface EmailAddress {
  readonly name: string | null;
  readonly email: string;
}

/** A part as RFC 8621 section 4.1.4 describes it, and where its bytes are. */
export interface BodyPart {
  /** null for a multipart. */
  readonly partId: string | null;
  /** Octets once the transfer encoding is undone. */
  readonly size: number;
  readonly name: string | null;
  readonly type: string;
  readonly charset: string | null;
  readonly disposition: string | null;
  readonly cid: string | null;
  readonly language: readonly string[] | null;
  readonly location: string | null;
  readonly headers: readonly HeaderField[];
  readonly encoding: string;
  /** Still encoded, as byte offsets in the message. */
  readonly start: number;
  readonly end: number;
  readonly subParts: readonly BodyPart[];
}

export interface BodyValue {
  readonly partId: string;
  readonly value: string;
  /** Longer than is kept here. */
  readonly isCut: boolean;
}

export interface MailContent {
  /** null: parsed. Otherwise only the header was read, as far as it could be (G27). */
  readonly refusal: Refusal | null;
  readonly headers: readonly HeaderField[];
  readonly structure: BodyPart;
  /** Part ids, in order. */
  readonly textBody: readonly string[];
  readonly htmlBody: readonly string[];
  readonly attachments: readonly string[];
  readonly subject: string;
  readonly from: readonly EmailAddress[];
  readonly sender: readonly EmailAddress[];
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
  readonly bcc: readonly EmailAddress[];
  readonly replyTo: readonly EmailAddress[];
  /** Without angle brackets. */
  readonly messageId: readonly string[];
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** RFC 3339 as the sender wrote it, offset kept; null when it is no date. */
  readonly sentAt: string | null;
  readonly preview: string;
  readonly hasAttachment: boolean;
}

export interface ParsedMail {
  readonly content: MailContent;
  readonly bodyValues: readonly BodyValue[];
  /** The words of its bodies, as the search index takes them. */
  readonly searchText: string;
  /** Equal for messages that are the same; null: nobody knows, so it is the same as none. */
  readonly fingerprint: string | null;
}
