/** How a cached mail becomes a row of the list, and what of it is searched. */
import type { CachedMail, StoredRow } from '../../device/ports.ts';

/** A list shows a few recipients; thousands of them (bomb-*) would only make every page slow. */
const MAX_ROW_RECIPIENTS = 20;
/** UTF-16 units; a search beyond the first pages of a text finds nothing that a person remembers. */
const MAX_INDEXED_UNITS = 64 * 1024;

export function toRow(mail: CachedMail): StoredRow {
  return {
    id: mail.id,
    threadId: mail.threadId,
    receivedAt: mail.receivedAt,
    from: mail.from,
    to: mail.to.slice(0, MAX_ROW_RECIPIENTS),
    subject: mail.subject,
    preview: mail.preview,
    unread: mail.unread,
    flagged: mail.flagged,
    hasAttachment: mail.hasAttachment,
    list: mail.list,
    size: mail.size,
  };
}

/** Subject, people and text: where a reader expects a word to be found. */
export function searchedText(mail: CachedMail): string {
  const people = [mail.from, ...mail.to, ...mail.cc].map(({ name, address }) => `${name} ${address}`);
  return [mail.subject, ...people, mail.list ?? '', mail.text].join('\n').slice(0, MAX_INDEXED_UNITS);
}
