/** The header fields that lists, threads and searches go by, in the forms of RFC 8621 section 4.1.3. */
import { firstField, type HeaderField } from './header-block.ts';
import { asAddresses, asDate, asMessageIds, asText, boundedReferences } from './header-forms.ts';
import type { MailContent } from './mail-content.ts';

export type HeaderSummary = Pick<
  MailContent,
  | 'subject'
  | 'from'
  | 'sender'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'replyTo'
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'sentAt'
>;

export function summaryOf(fields: readonly HeaderField[]): HeaderSummary {
  const raw = (name: string): string => firstField(fields, name) ?? '';
  return {
    subject: asText(raw('Subject')),
    // More than one From is shown as such: each field's addresses, in order.
    from: fields
      .filter((field) => field.name.toLowerCase() === 'from')
      .flatMap(({ value }) => asAddresses(value)),
    sender: asAddresses(raw('Sender')),
    to: asAddresses(raw('To')),
    cc: asAddresses(raw('Cc')),
    bcc: asAddresses(raw('Bcc')),
    replyTo: asAddresses(raw('Reply-To')),
    messageId: asMessageIds(raw('Message-ID')).slice(0, 1),
    inReplyTo: boundedReferences(asMessageIds(raw('In-Reply-To'))),
    references: boundedReferences(asMessageIds(raw('References'))),
    sentAt: asDate(raw('Date')),
  };
}
