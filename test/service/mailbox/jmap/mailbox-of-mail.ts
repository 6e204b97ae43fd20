/** Puts messages into a test's mailboxes by SMTP, one after the other, at steered times. */
import { MINUTE_MS } from '../../../../shared/domain/instant.ts';
import { connectSmtp, sendRaw } from '../../gateway/raw-smtp.ts';
import type { TestService } from '../mail-service.ts';

export interface TestMail {
  readonly raw: string;
  readonly to?: readonly string[];
}

/** A minute apart, so that the order of arrival is an order of time. */
export async function receive(service: TestService, mails: readonly TestMail[]): Promise<void> {
  const client = await connectSmtp(service.smtpPort);
  for (const { raw, to = ['katharina@northwind.example'] } of mails) {
    await sendRaw(client, Buffer.from(raw.replace(/\r?\n/g, '\r\n')), { to: [...to] });
    service.clock.advance(MINUTE_MS);
  }
  await service.mailboxes.idle();
  client.end();
}

/** A plain message; `more` are further header lines. */
export function plain(subject: string, body = 'text', more = ''): TestMail {
  return {
    raw: `From: Ann <ann@sender.example>\nTo: katharina@northwind.example\nSubject: ${subject}\n${more}\n${body}\n`,
  };
}
