/** A real mail server that keeps what it is sent, in the order in which it came: the organisation's own, or the world's. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly email: Email;
}

export interface SmtpSink {
  readonly url: string;
  readonly mails: readonly SunkMail[];
  readonly stop: () => Promise<void>;
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, answer) {
      const recipients = envelope.rcptTo.map(({ address }) => address);
      keep(stream, recipients).then(
        (mail) => {
          mails.push(mail);
          answer();
        },
        (cause: unknown) => answer(cause instanceof Error ? cause : new Error(String(cause))),
      );
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`,
    mails,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

async function keep(stream: AsyncIterable<Buffer>, recipients: readonly string[]): Promise<SunkMail> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  return { recipients, raw: raw.toString('latin1'), email: await PostalMime.parse(raw) };
}
