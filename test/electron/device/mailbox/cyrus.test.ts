/** Our device against a JMAP server that we did not write (issue 5; interfaces 4: any JMAP server can stand in). */
import { expect, onTestFinished, test } from 'vitest';
import { nodeHttp } from '../../adapters/plain-network.ts';
import { createJmapClient, type JmapClient } from '../../../../electron/device/mailbox/jmap/client.ts';
import { createMailboxSync } from '../../../../electron/device/mailbox/mailbox-sync.ts';
import type { Http } from '../../../../electron/device/ports.ts';
import { systemClock } from '../../../../service/clock/world-clock.ts';
import { fromMs, MINUTE_MS } from '../../../../shared/domain/instant.ts';
import { createFakeMailStore } from '../../../fakes/memory-mail-store.ts';
import { cyrusIsThere, startCyrus, type Cyrus } from './cyrus-server.ts';

/** As a proxy before such a server would do it. */
function signedIn({ authorization }: Cyrus): Http {
  return {
    request: (request) => nodeHttp.request({ ...request, headers: { ...request.headers, authorization } }),
  };
}

function startDevice(cyrus: Cyrus) {
  const http = signedIn(cyrus);
  const mail = createFakeMailStore();
  const access = () => ({ apiBaseUrl: cyrus.url, token: 'ours', accountId: cyrus.accountId });
  const problems: string[] = [];
  const needs = {
    ...{ http, mail, access, nowMs: Date.now, prioritySince: () => null, accounts: () => undefined },
    clock: systemClock,
    chance: { uniform: () => 0, id: () => crypto.randomUUID() },
    log: { write: (_level: string, message: string) => problems.push(message) },
  };
  const sync = createMailboxSync(needs);
  onTestFinished(() => sync.stop());
  return { sync, mail, problems, client: createJmapClient(http, access) };
}

interface Ids {
  readonly created: Readonly<Record<string, { readonly id: string }>>;
}

/** Puts messages into the inbox, a minute apart, the last one the newest; resolves with their ids. */
async function put(
  client: JmapClient,
  accountId: string,
  subjects: readonly string[],
): Promise<readonly string[]> {
  const [mailboxes] = await client.call([['Mailbox/get', { accountId }, 'm']]);
  const { list } = mailboxes?.[1] as {
    readonly list: readonly { readonly id: string; readonly role: string | null }[];
  };
  const inbox = list.find(({ role }) => role === 'inbox')?.id ?? '';
  const emails: [string, unknown][] = [];
  for (const [index, subject] of subjects.entries()) {
    const text = `From: Bob <bob@partner.example>\r\nTo: ada@example.com\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@partner.example>\r\n\r\nBody of ${subject}\r\n`;
    const receivedAt = fromMs(Date.now() - (subjects.length - index) * MINUTE_MS).replace(/\.\d+/u, '');
    emails.push([
      subject,
      {
        blobId: await client.upload(accountId, Buffer.from(text)),
        mailboxIds: { [inbox]: true },
        receivedAt,
      },
    ]);
  }
  const [answer] = await client.call([
    ['Email/import', { accountId, emails: Object.fromEntries(emails) }, 'i'],
  ]);
  const { created } = answer?.[1] as unknown as Ids;
  return subjects.map((subject) => created[subject]?.id ?? '');
}

test.skipIf(!cyrusIsThere)(
  'Cyrus IMAP serves the mailbox: all of it, then what changes, and what goes',
  async () => {
    const cyrus = await startCyrus();
    const { accountId } = cyrus;
    const device = startDevice(cyrus);
    const ids = await put(device.client, accountId, ['first', 'second', 'third']);
    const listed = async () =>
      (await device.mail.list({ mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 50 })).rows.map(
        ({ subject, unread }) => `${subject}${unread ? ' (unread)' : ''}`,
      );
    device.sync.start();
    await expect.poll(listed).toEqual(['third (unread)', 'second (unread)', 'first (unread)']);
    expect(device.sync.view()).toMatchObject({ state: 'complete' });
    const [, second = '', third = ''] = ids;
    expect(new TextDecoder().decode((await device.mail.raw(second)) ?? undefined)).toContain(
      'Body of second',
    );

    await device.client.call([
      ['Email/set', { accountId, update: { [second]: { 'keywords/$seen': true } }, destroy: [third] }, 's'],
    ]);
    await put(device.client, accountId, ['fourth']);
    device.sync.hint();
    await expect.poll(listed).toEqual(['fourth (unread)', 'second', 'first (unread)']);
    expect(device.problems).toEqual([]);
  },
);

test.skipIf(cyrusIsThere)(
  'Cyrus IMAP is not installed: `apt-get install cyrus-imapd cyrus-caldav` brings it',
  () => {
    expect(cyrusIsThere).toBe(false);
  },
);
