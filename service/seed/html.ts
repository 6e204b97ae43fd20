/** The HTML that offices and newsletters send: paragraphs, a signature as a table, pictures from afar. */
import type { PlannedMail } from './plan-mail.ts';

const RIGHT_TO_LEFT = new Set(['ar', 'he']);

export function signedHtml(mail: PlannedMail): string {
  const { sender, from } = mail;
  const place = sender === null ? domainOf(mail) : `Northwind Logistics, ${sender.office}`;
  const title = sender?.title ?? '';
  const phone = sender?.phone ?? null;
  return page(
    mail,
    `<div style="font-family:Calibri,Arial,sans-serif;font-size:11pt;color:#222">${paragraphs(mail.text)}
<table cellpadding="0" cellspacing="0" style="margin-top:18px;border-top:2px solid #0f6cbd">
<tr><td style="padding:8px 14px 0 0"><b>${escape(from.name)}</b><br><span style="color:#555">${escape(title)}</span></td>
<td style="padding:8px 0 0 14px;border-left:1px solid #ddd;color:#555">${escape(place)}<br>${phone === null ? '' : `${escape(phone)}<br>`}<a href="mailto:${escape(from.address)}">${escape(from.address)}</a></td></tr>
</table></div>`,
  );
}

/** Pictures are referred to, never sent: a reader asks for them, or does without. */
export function newsletterHtml(mail: PlannedMail): string {
  const domain = domainOf(mail);
  const pictures = `https://images.${domain}`;
  const [first = '', ...rest] = mail.text.split('\n\n');
  return page(
    mail,
    `<table width="100%" cellpadding="0" cellspacing="0" style="background:#eef2f5"><tr><td align="center">
<table width="600" cellpadding="0" cellspacing="0" style="background:#ffffff;font-family:Georgia,serif;color:#1d2a33">
<tr><td style="background:#12344d;padding:22px 28px"><img src="${pictures}/masthead.png" width="180" height="40" alt="${escape(mail.from.name)}"></td></tr>
<tr><td style="padding:26px 28px 6px"><h1 style="font-size:26px;margin:0">${escape(mail.subject)}</h1><p style="color:#5b6b76">${escape(first)}</p></td></tr>
<tr><td style="padding:0 28px"><img src="${pictures}/cover.jpg" width="544" height="240" alt="The cover picture of this issue"></td></tr>
<tr><td style="padding:10px 28px 26px;font-size:16px;line-height:1.5">${rest.map((text) => `<p>${escape(text)}</p>`).join('')}
<p><a href="https://${domain}/issue" style="background:#12344d;color:#ffffff;padding:10px 18px;text-decoration:none">Read on</a></p></td></tr>
<tr><td style="padding:16px 28px;font-size:12px;color:#7a8892;border-top:1px solid #dde4e9">You receive this letter because you asked for it. <a href="https://${domain}/unsubscribe">Unsubscribe</a><img src="${pictures}/open.gif" width="1" height="1" alt=""></td></tr>
</table></td></tr></table>`,
  );
}

function page(mail: PlannedMail, body: string): string {
  const direction = RIGHT_TO_LEFT.has(mail.language) ? 'rtl' : 'ltr';
  return `<!DOCTYPE html>\n<html lang="${mail.language}" dir="${direction}"><head><meta charset="utf-8"><title>${escape(mail.subject)}</title></head>\n<body>${body}</body></html>\n`;
}

function paragraphs(text: string): string {
  return text
    .split('\n\n')
    .map((paragraph) => `<p>${escape(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

function domainOf(mail: PlannedMail): string {
  return mail.from.address.split('@')[1] ?? '';
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
