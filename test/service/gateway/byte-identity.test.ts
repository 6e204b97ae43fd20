/** Every stored message is, byte for byte, what was received, after our trace header (G26), and is listed whatever it is (G27). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { call, type EmailList, type Ids } from '../mailbox/jmap/jmap-client.ts';
import { startService, type TestService } from '../mailbox/mail-service.ts';
import { connectSmtp, sendRaw } from './raw-smtp.ts';

const OWN = path.resolve(import.meta.dirname, '../../corpus/hostile-mime');
const OUTSIDE = path.resolve(import.meta.dirname, '../../../../shared/corpora');

function messagesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.eml$|msg_\w+\.txt$/.test(name))
    .map((name) => path.join(folder, name));
}

/** More than a hundred Received fields: refused as a loop. */
const isLoop = (file: string): boolean => file.endsWith('loop-received-120.eml');

async function sendAndFetchAll(service: TestService, files: readonly string[]): Promise<void> {
  const client = await connectSmtp(service.smtpPort);
  for (const file of files) expect(await sendRaw(client, readFileSync(file)), file).toMatch(/^250/);
  await service.mailboxes.idle();
  expect(service.failures).toEqual([]);
  const { ids } = await call<Ids>(service.app, 'Email/query', {
    sort: [{ property: 'receivedAt', isAscending: true }],
  });
  expect(ids).toHaveLength(files.length);
  const { list } = await call<EmailList>(service.app, 'Email/get', {
    ids,
    properties: ['blobId', 'size', 'subject'],
  });
  const stored = new Set<string>();
  for (const email of list) {
    const response = await service.app.inject({
      url: `/jmap/download/katharina/${String(email['blobId'])}/m.eml`,
      headers: { authorization: 'Bearer katharina' },
    });
    expect(response.rawPayload.length).toBe(email['size']);
    const received =
      /^Received: from client\.example \(\[127\.0\.0\.1\]\)\r\n\tby mx\.northwind\.example with ESMTP id \w+;\r\n\t[^\r\n]+\r\n/;
    const trace = received.exec(response.rawPayload.toString('latin1'))?.[0] ?? '';
    expect(trace).not.toBe('');
    stored.add(response.rawPayload.subarray(trace.length).toString('latin1'));
  }
  for (const file of files) {
    const sent = readFileSync(file, 'latin1');
    // The protocol itself ends every message with CRLF.
    expect(stored.has(sent.endsWith('\r\n') ? sent : `${sent}\r\n`), file).toBe(true);
  }
}

test('G26 G27 every message of our hostile corpus is stored as received and listed', async () => {
  const files = messagesIn(OWN).filter((file) => !isLoop(file));
  expect(files.length).toBeGreaterThan(50);
  await sendAndFetchAll(await startService(), files);
});

test('G26 a message with more than a hundred Received fields is refused as a loop', async () => {
  const service = await startService();
  const client = await connectSmtp(service.smtpPort);
  expect(await sendRaw(client, readFileSync(path.join(OWN, 'loop-received-120.eml')))).toBe(
    '554 5.4.6 Routing loop: too many Received fields',
  );
  expect(await service.files.ids()).toEqual([]);
});

for (const corpus of ['cpython-test-email', 'mikel-mail', 'postal-mime', 'thunderbird-mailnews']) {
  const files = messagesIn(path.join(OUTSIDE, corpus));
  test.skipIf(files.length === 0)(
    `G26 G27 the corpus ${corpus}, read in place (skipped where it is absent)`,
    async () => {
      await sendAndFetchAll(await startService(), files);
    },
  );
}
