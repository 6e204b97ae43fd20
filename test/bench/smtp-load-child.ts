/** Sends mail as fast as it is taken, over ten sessions, each transaction in one write (PIPELINING): `smtp-load-child.ts PORT MESSAGES`. */
import net from 'node:net';
import { sampleMail } from './sample-mailbox.ts';
import { sized } from './size.ts';

const SESSIONS = 10;
/** Made before the clock starts; then they come round again, each time as a message of its own. */
const DISTINCT = sized(300, 10);
const TO = 'person.0@example.com';

const [, , port = '', count = ''] = process.argv;
const messages = Array.from({ length: DISTINCT }, (_, number) => dataOf(number));
let next = 0;

/** Text and an attachment, as most of what is large is. */
function dataOf(number: number): Buffer {
  const { mail, raw } = sampleMail(number);
  const attached = Math.max(0, raw.length - mail.text.length);
  const lines = [
    ...[`From: ${mail.from.address}`, `To: ${TO}`, `Subject: ${mail.subject}`],
    ...['Content-Type: multipart/mixed; boundary=b', ''],
    ...['--b', 'Content-Type: text/plain', '', mail.text.replace(/(.{60,70}) /gu, '$1\r\n')],
    ...['--b', 'Content-Type: application/octet-stream', 'Content-Transfer-Encoding: base64', ''],
    Buffer.from(raw.subarray(raw.length - attached))
      .toString('latin1')
      .replace(/[^\w+/]/gu, '')
      .replace(/(.{76})/gu, '$1\r\n'),
    '--b--',
  ];
  return Buffer.from(`${lines.join('\r\n').replace(/^\./gmu, '..')}\r\n.\r\n`, 'latin1');
}

async function session(): Promise<void> {
  const socket = net.connect(Number(port), '127.0.0.1');
  socket.setNoDelay(true);
  const replies = repliesOf(socket);
  await expectReply(replies, '220');
  socket.write('EHLO load.example\r\n');
  await expectReply(replies, '250');
  for (let number = next++; number < Number(count); number = next++) {
    socket.write(`MAIL FROM:<bob@partner.example>\r\nRCPT TO:<${TO}>\r\nDATA\r\n`);
    for (const code of ['250', '250', '354']) await expectReply(replies, code);
    socket.cork();
    socket.write(`Message-ID: <${String(number)}.${String(process.pid)}@partner.example>\r\n`);
    socket.write(messages[number % DISTINCT] ?? '');
    socket.uncork();
    await expectReply(replies, '250');
  }
  socket.end('QUIT\r\n');
}

async function expectReply(replies: AsyncGenerator<string>, code: string): Promise<void> {
  const { value } = (await replies.next()) as { readonly value: unknown };
  if (!String(value).startsWith(code)) throw new Error(`${code} expected: ${String(value)}`);
}

async function* repliesOf(socket: net.Socket): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    text += chunk.toString('latin1');
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      if (line[3] === ' ') yield line;
    }
  }
}

const startMs = performance.now();
await Promise.all(Array.from({ length: SESSIONS }, session));
console.log(JSON.stringify({ seconds: (performance.now() - startMs) / 1000 }));
