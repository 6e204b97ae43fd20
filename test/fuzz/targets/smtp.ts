/** SMTP dialogues, byte for byte, against the real gateway (G22, G23, G26). */
import { once } from 'node:events';
import fc from 'fast-check';
import { seedTexts } from '../harness/corpora.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';
import { connectTo, startFuzzedService, type FuzzedService } from './fuzzed-service.ts';

const ADDRESSES = [
  'ada@example.com',
  'ADA@EXAMPLE.COM',
  'x@y',
  '',
  '"a b"@example.com',
  '@a:b@c',
  'é@é',
  'a'.repeat(300),
];
const commands = fc.oneof(
  fc.constantFrom(
    ...[
      'EHLO x',
      'HELO x',
      'EHLO',
      'RSET',
      'NOOP',
      'QUIT',
      'VRFY ada',
      'HELP',
      'STARTTLS',
      'AUTH PLAIN AA==',
      'DATA',
    ],
    ...[
      'BDAT 5 LAST',
      'XCLIENT ADDR=1.2.3.4',
      'GET / HTTP/1.1',
      'MAIL',
      'RCPT',
      '',
      ' ',
      '\0',
      'EHLO \u00e9',
    ],
  ),
  fc
    .tuple(
      fc.constantFrom(...ADDRESSES),
      fc.constantFrom('', ' SIZE=5', ' SIZE=99999999999', ' BODY=8BITMIME', ' SMTPUTF8', ' X=Y'),
    )
    .map(([address, parameters]) => `MAIL FROM:<${address}>${parameters}`),
  fc.constantFrom(...ADDRESSES).map((address) => `RCPT TO:<${address}>`),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(1000, 2050, 5000).map((length) => 'x'.repeat(length)),
);
const messages = fc
  .tuple(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('\r\n.\r\n', '\n.\n', '\r.\r', '\r\n.\n', '\n.\r\n', '\r\n..\r\n', '\r\n.\0\r\n', ''),
  )
  .map(([body, end]) => `${body}${end}`);
const lines = fc
  .tuple(commands, fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r'))
  .map((pieces) => pieces.join(''));
const START = 'EHLO x\r\nMAIL FROM:<a@sender.example>\r\nRCPT TO:<ada@example.com>\r\n';
const dialogues = fc
  .tuple(
    fc.constantFrom('', START, `${START}DATA\r\n`),
    fc.array(fc.oneof(lines, messages), { maxLength: 8 }),
  )
  .map(([start, rest]) => Buffer.from(start + rest.join(''), 'latin1'));

export const target: FuzzTarget = {
  seeds: [
    ...seedTexts('bad-inputs/smtp.json').map((text) => Buffer.from(`${START}${text}\r\n`)),
    Buffer.from(`${START}DATA\r\nSubject: x\r\n\r\ny\r\n.\r\nQUIT\r\n`),
    Buffer.from(`${START}DATA\r\nSubject: x\r\n\r\ny\n.\nMAIL FROM:<b@x>\r\n.\r\nRSET\r\nNOOP\r\n`),
  ],
  grammar: dialogues,
  words: [
    'EHLO x\r\n',
    'MAIL FROM:<',
    'RCPT TO:<ada@example.com>\r\n',
    'DATA\r\n',
    '\r\n.\r\n',
    'RSET\r\n',
    'BDAT ',
    ' SIZE=',
  ],
  open: async () => {
    const fuzzed = await startFuzzedService();
    return { run: (input) => talk(fuzzed, input), close: () => fuzzed.rig.stop() };
  },
};

/** RFC 5321 section 4.2, and no more of a line than its 512 octets. */
const REPLY = /^[2-5]\d\d(?:[ -][^\r\n]{0,507})?$/;

async function talk({ rig }: FuzzedService, input: Uint8Array): Promise<void> {
  const socket = connectTo(rig);
  let answers = '';
  socket.on('data', (chunk: Buffer) => {
    answers += chunk.toString('latin1');
  });
  // A reset is an end too.
  socket.on('error', () => socket.destroy());
  const ended = once(socket, 'close');
  // A server that has hung up says nothing first.
  await Promise.race([once(socket, 'data'), ended]);
  socket.end(input);
  await ended;
  promise(
    answers.startsWith('220 ') || answers.startsWith('421 '),
    `greeted with ${JSON.stringify(answers.slice(0, 60))}`,
  );
  for (const line of answers.split('\r\n').filter((line) => line !== ''))
    promise(REPLY.test(line), `answered ${JSON.stringify(line)}`);
}
