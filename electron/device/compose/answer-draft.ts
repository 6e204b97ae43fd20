/** What a reply, a reply to all and a forward begin with: recipients, subject, quoted text. Pure. */
import type { DraftContent, Quoted } from '../../../shared/bridge/compose.ts';
import type { MailAddress, MailView } from '../../../shared/bridge/mail.ts';

export type AnswerKind = 'reply' | 'reply-all' | 'forward';

export interface Original {
  /** Stands before what is quoted, in the person's language. */
  readonly heading: string;
  readonly quoted: Quoted;
}

export function answerDraft(kind: AnswerKind, mail: MailView, own: string, original: Original): DraftContent {
  const common = { bcc: [], text: quotedText(kind, original), html: quotedHtml(kind, original) };
  if (kind === 'forward')
    return { ...common, to: [], cc: [], subject: prefixed('Fwd', FORWARDED, mail.subject) };
  const to = answeredTo(mail, own);
  const known = new Set([...to, { name: '', address: own }].map(keyOf));
  const cc = kind === 'reply' ? [] : uniqueBy([...mail.to, ...mail.cc], known);
  return { ...common, to, cc, subject: prefixed('Re', REPLIED, mail.subject) };
}

/** Everyone whom the original names. */
export function circleOf(mail: MailView): string[] {
  return [...new Set([...mail.from, ...mail.replyTo, ...mail.to, ...mail.cc].map(keyOf))];
}

/** Whoever asked to be answered; of one's own mail, those whom it went to. */
function answeredTo(mail: MailView, own: string): MailAddress[] {
  const wanted = mail.replyTo.length > 0 ? mail.replyTo : mail.from;
  const isOwn = wanted.every((address) => keyOf(address) === own.toLowerCase());
  return uniqueBy(isOwn ? mail.to : wanted, new Set());
}

function uniqueBy(addresses: readonly MailAddress[], known: Set<string>): MailAddress[] {
  return addresses
    .filter((address) => {
      const isNew = address.address !== '' && !known.has(keyOf(address));
      known.add(keyOf(address));
      return isNew;
    })
    .map(({ name, address }) => ({ name, address }));
}

function keyOf({ address }: MailAddress): string {
  return address.toLowerCase();
}

/** As mailers of several languages write them; the answer to an answer is one answer. */
const REPLIED =
  /^\s*(?:re|aw|sv|vs|antw|odp|ynt|res|vá|atb|回复|回覆|答复|返信|답장)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/i;
const FORWARDED =
  /^\s*(?:fwd?|wg|tr|vb|vl|doorst|rv|ilt|továbbítás|转发|轉寄|転送|전달)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/i;

function prefixed(prefix: string, present: RegExp, subject: string): string {
  return present.test(subject) ? subject : `${prefix}: ${subject}`;
}

function quotedText(kind: AnswerKind, { heading, quoted }: Original): string {
  const text = quoted.text.trimEnd();
  if (kind === 'forward') return `\n\n${heading}\n\n${text}\n`;
  const lines =
    text === '' ? [] : text.split('\n').map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`));
  return `\n\n${[heading, ...lines].join('\n')}\n`;
}

/** The same, for the formatted form. */
function quotedHtml(kind: AnswerKind, { heading, quoted: { html } }: Original): string | null {
  if (html === null) return null;
  const escaped = heading.replace(/[&<>]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
  const title = escaped.replaceAll('\n', '<br>');
  const original = kind === 'forward' ? `<div><br></div>${html}` : `<blockquote>${html}</blockquote>`;
  return `<div><br></div><div><br></div><div>${title}</div>${original}`;
}
