/** What an answer quotes of a message: in the message's own form, as far as it can be edited. */
import { MAX_DRAFT_CHARACTERS, type Quoted } from '../../../../shared/bridge/compose.ts';
import type { MailBody } from '../../../../shared/bridge/mail.ts';
import { editableMail } from './editable-mail.ts';
import { plainText } from './plain-lines.ts';

/** Leaves room for what is written above it. */
const MAX_QUOTED = MAX_DRAFT_CHARACTERS / 2;

export function quotedOf(body: MailBody): Quoted {
  if (body.kind === 'unreadable') return { text: '', html: null };
  const fragment = body.kind === 'html' ? editableMail(body.html) : null;
  if (fragment === null) return { text: body.text.slice(0, MAX_QUOTED), html: null };
  const holder = document.createElement('div');
  holder.append(fragment);
  const html = holder.innerHTML;
  const text = plainText(holder).slice(0, MAX_QUOTED);
  return { text, html: html.length > MAX_QUOTED ? null : html };
}
