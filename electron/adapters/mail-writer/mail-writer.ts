/** Writes outgoing mail with nodemailer's composer. */
import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailAddress } from '../../../shared/bridge/mail.ts';
import type { MailToWrite, MailWriter } from '../../device/ports.ts';

export const mailWriter: MailWriter = { write };

async function write(mail: MailToWrite): Promise<Uint8Array> {
  const composer = new MailComposer({
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.dateMs),
    from: written(mail.from),
    to: mail.to.map(written),
    cc: mail.cc.map(written),
    bcc: mail.bcc.map(written),
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === null ? {} : { html: documentOf(mail.html) }),
    ...(mail.inReplyTo === null ? {} : { inReplyTo: `<${mail.inReplyTo}>` }),
    references: mail.references.map((id) => `<${id}>`),
    attachments: mail.files.map(({ name, mediaType, bytes }) => ({
      filename: name,
      contentType: mediaType,
      content: Buffer.from(bytes),
    })),
    // Text has line feeds alone, and servers refuse a mail that has (RFC 5322 section 2.3).
    newline: 'windows',
    // A draft names no file of this computer, and no address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  message.keepBcc = true;
  return message.build();
}

function written({ name, address }: MailAddress): { name: string; address: string } {
  return { name, address };
}

/** Quotes look like quotes even where a reader has no style for them. */
function documentOf(body: string): string {
  const style = 'blockquote{margin:0;padding-inline-start:1em;border-inline-start:3px solid #c7c7c7}';
  return `<!doctype html><html><head><meta charset="utf-8"><style>${style}</style></head><body>${body}</body></html>`;
}
