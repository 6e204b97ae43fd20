/** The parsing worker: bounded in time, replaced when lost, and never blaming a message for what is not its fault (G27). */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createParser, type Parser } from '../../../../service/mailbox/mime/parser.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const ENVELOPE = '{"version":1}\n';

function write(folder: string, name: string, message: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, ENVELOPE + message);
  return file;
}

function parserWith(schedule: Parameters<typeof createParser>[0]['timers']['schedule']): Parser {
  const parser = createParser({ timers: { schedule } });
  onTestFinished(() => parser.stop());
  return parser;
}

test('messages are answered in order, each as read', async () => {
  const folder = temporaryFolder();
  const parser = parserWith(() => () => undefined);
  const paths = ['one', 'two'].map((subject) => write(folder, subject, `Subject: ${subject}\r\n\r\n`));
  const answers = await Promise.all(paths.map((file) => parser.parse({ path: file })));
  expect(answers).toMatchObject([
    { kind: 'parsed', envelope: ENVELOPE, mail: { content: { subject: 'one' } } },
    { kind: 'parsed', mail: { content: { subject: 'two' } } },
  ]);
});

test('one that takes too long is refused, and the next is read by a new worker', async () => {
  const folder = temporaryFolder();
  let isOver = true;
  const parser = parserWith((_delayMs, run) => {
    if (isOver) run();
    return () => undefined;
  });
  const file = write(folder, 'slow', 'Subject: slow\r\n\r\n');
  expect(await parser.parse({ path: file })).toEqual({ kind: 'refused', refusal: 'too-slow', digest: null });
  isOver = false;
  expect(await parser.parse({ path: file })).toMatchObject({ kind: 'parsed' });
});

test('a file that cannot be read, and a parser that was stopped, say nothing about the message', async () => {
  const folder = temporaryFolder();
  const parser = parserWith(() => () => undefined);
  expect(await parser.parse({ path: path.join(folder, 'missing') })).toMatchObject({ kind: 'unread' });
  await parser.stop();
  expect(await parser.parse({ path: write(folder, 'x', '\r\n') })).toMatchObject({ kind: 'unread' });
});

test('a file that a crash cut off was never accepted; one that says nothing of its length is whole', async () => {
  const folder = temporaryFolder();
  const parser = parserWith(() => () => undefined);
  const ofLength = (name: string, bytes: number): string => {
    const file = path.join(folder, name);
    writeFileSync(file, `{"version":1,"bytes":${String(bytes)}}\nSubject: x\r\n`);
    return file;
  };
  const torn = path.join(folder, 'torn');
  writeFileSync(torn, ENVELOPE.slice(0, 5));
  const paths = [ofLength('whole', 12), ofLength('short', 13), torn, write(folder, 'old', 'Subject: x\r\n')];
  const answers = await Promise.all(paths.map((file) => parser.parse({ path: file })));
  expect(answers.map(({ kind }) => kind)).toEqual(['parsed', 'cut-off', 'cut-off', 'parsed']);
});
