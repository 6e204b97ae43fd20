/** The report that a sender gets of mail that could not be delivered (RFC 3464, as a multipart/report of RFC 6522). */
import MimeNode from 'nodemailer/lib/mime-node';

export interface FailedRecipient {
  readonly address: string;
  /** The last answer; null: there never was one. */
  readonly reply: string | null;
  /** Who gave it, as `mail.example.com:25`. */
  readonly server: string | null;
  readonly lastAttemptAt: Date | null;
}

export interface Report {
  readonly id: string;
  /** As this service calls itself. */
  readonly serverName: string;
  /** Who sent the message, and gets the report. */
  readonly to: string;
  readonly arrivedAt: Date;
  readonly at: Date;
  readonly recipients: readonly FailedRecipient[];
  /** The header of the message, as it came. */
  readonly header: Buffer;
}

export async function deliveryReport(report: Report): Promise<Buffer> {
  const { id, serverName, to, at, recipients } = report;
  const root = new MimeNode('multipart/report; report-type=delivery-status', { newline: 'windows' });
  root.setHeader({
    from: `Mail Delivery System <mailer-daemon@${serverName}>`,
    to,
    subject: 'Your message could not be delivered',
    date: at.toUTCString().replace('GMT', '+0000'),
    'message-id': `<${id}@${serverName}>`,
    // RFC 3834: nobody answers it with an automatic reply of his own.
    'auto-submitted': 'auto-replied',
  });
  root.createChild('text/plain; charset=utf-8').setContent(explanation(recipients));
  const isAscii = recipients.every(({ address }) => /^[\x20-\x7e]*$/u.test(address));
  root
    .createChild(isAscii ? 'message/delivery-status' : 'message/global-delivery-status')
    .setContent(statusFields(report));
  root.createChild('text/rfc822-headers').setContent(report.header);
  return root.build();
}

function explanation(recipients: readonly FailedRecipient[]): string {
  const lines = recipients.map(({ address, reply }) => `  ${address}\r\n    ${reply ?? NO_ANSWER}`);
  return `Your message was not delivered to:\r\n\r\n${lines.join('\r\n')}\r\n\r\nNothing more will be tried. The header of the message is attached.\r\n`;
}

const NO_ANSWER = 'The mail server did not answer.';

function statusFields({ serverName, arrivedAt, recipients }: Report): string {
  const message = [`Reporting-MTA: dns; ${serverName}`, `Arrival-Date: ${dateOf(arrivedAt)}`];
  const each = recipients.map(({ address, reply, server, lastAttemptAt }) => [
    `Final-Recipient: ${/^[\x20-\x7e]*$/u.test(address) ? 'rfc822' : 'utf-8'}; ${address}`,
    'Action: failed',
    `Status: ${statusOf(reply)}`,
    ...(server === null ? [] : [`Remote-MTA: dns; ${server.replace(/:\d+$/u, '')}`]),
    ...(reply === null || !/^\d{3}/u.test(reply) ? [] : [`Diagnostic-Code: smtp; ${reply}`]),
    ...(lastAttemptAt === null ? [] : [`Last-Attempt-Date: ${dateOf(lastAttemptAt)}`]),
  ]);
  return [message, ...each].map((fields) => `${fields.join('\r\n')}\r\n`).join('\r\n');
}

function dateOf(at: Date): string {
  return at.toUTCString().replace('GMT', '+0000');
}

/** RFC 3463: the server's own where it gives one; 4.4.7 is "delivery time expired". */
export function statusOf(reply: string | null): string {
  const [, code = '', enhanced] = /^(\d{3})[ -](?:([245]\.\d{1,3}\.\d{1,3})\b)?/u.exec(reply ?? '') ?? [];
  if (enhanced !== undefined && !enhanced.startsWith('2')) return enhanced;
  if (code.startsWith('5')) return '5.0.0';
  return '4.4.7';
}
