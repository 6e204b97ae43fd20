/** What an answer quotes of a message: in the message's own form, as far as it can be edited. */
import { MAX_DRAFT_CHARACTERS, type Quoted } from '../../../../shared/bridge/compose.ts';
import type { MailBody } from '../../../../shared/bridge/mail.ts';
import { editableMail } from './editable-mail.ts';
import { plainText } from './plain-lines.ts';

/** Leaves room for what is written above it. */
const MAX_QUOTED = MAX_DRAFT_CHARACTERS / 2;

export function quotedOf(body: MailBody): Quoted {
  if (body.kind === 'unreadable') return { text: '', html: null };
  const holder = body.kind === 'html' ? editableAll(body.documents) : null;
  if (holder === null) return { text: body.text.slice(0, MAX_QUOTED), html: null };
  const html = holder.innerHTML;
  const text = plainText(holder).slice(0, MAX_QUOTED);
  return { text, html: html.length > MAX_QUOTED ? null : html };
}

/** null when there is more than anybody would edit. */
function editableAll(documents: readonly string[]): HTMLElement | null {
  const holder = document.createElement('div');
  for (const html of documents) {
    const fragment = editableMail(html);
    if (fragment === null) return null;
    holder.append(fragment);
  }
  return holder;
}
