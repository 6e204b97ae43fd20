/** Writes a planned message as the bytes that a mail server would have sent. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { createAttachment } from './attachments/create-attachment.ts';
import { newsletterHtml, signedHtml } from './html.ts';
import type { PlannedMail } from './plan-mail.ts';

export async function composeMail(mail: PlannedMail): Promise<Buffer> {
  const html = htmlOf(mail);
  return new MailComposer({
    messageId: `<${mail.messageId}>`,
    date: new Date(mail.atMs),
    from: mail.from,
    to: [...mail.to],
    cc: [...mail.cc],
    subject: mail.subject,
    text: mail.text,
    ...(html === null ? {} : { html }),
    ...(mail.references.length === 0
      ? {}
      : {
          inReplyTo: `<${mail.references.at(-1) ?? ''}>`,
          references: mail.references.map((id) => `<${id}>`),
        }),
    headers: headersOf(mail),
    attachments: (mail.script.attachments ?? []).map((script) => createAttachment(script, mail.atMs)),
  })
    .compile()
    .build();
}

function htmlOf(mail: PlannedMail): string | null {
  const { look } = mail.script;
  if (look === undefined) return null;
  return look === 'signed' ? signedHtml(mail) : newsletterHtml(mail);
}

function headersOf(mail: PlannedMail): Record<string, string> {
  const language = { 'Content-Language': mail.language };
  if (mail.script.look === 'newsletter') {
    const domain = mail.from.address.split('@')[1] ?? '';
    return {
      ...language,
      'List-Id': `${mail.from.name} <letter.${domain}>`,
      'List-Unsubscribe': `<https://${domain}/unsubscribe>`,
    };
  }
  const address = mail.list?.mail ?? null;
  if (mail.list === null || address === null) return language;
  return {
    ...language,
    'List-Id': `${mail.list.name} <${address.replace('@', '.')}>`,
    'List-Post': `<mailto:${address}>`,
  };
}
