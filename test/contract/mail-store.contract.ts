/** What every implementation of the MailStore port does. */
import { describe, expect, test } from 'vitest';
import type { MailStore } from '../../electron/device/ports.ts';
import { batchOf, cachedMail, rawOf, receivedAt } from '../electron/adapters/cached-mail.ts';

const INBOX = { mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 50 } as const;

export function describeMailStore(name: string, open: () => Promise<MailStore>): void {
  describe(`${name} keeps the MailStore contract`, () => {
    listing(open);
    searching(open);
    keeping(open);
  });
}

function listing(open: () => Promise<MailStore>): void {
  test('lists newest first, whatever the order of arrival, a page at a time', async () => {
    const store = await open();
    await store.put(batchOf([2, 0, 1]));
    await store.put(batchOf([4, 3]));
    const page = await store.list({ ...INBOX, offset: 1, limit: 2 });
    expect(page.rows.map(({ id }) => id)).toEqual(['M3', 'M2']);
    expect(page.total).toBe(5);
  });

  test('a row has everything that a list shows', async () => {
    const store = await open();
    const mail = cachedMail(7, {
      flagged: true,
      hasAttachment: true,
      list: 'all@example.org',
      subject: 'Grüße \u{1f4ec}',
    });
    await store.put([{ mail, raw: rawOf(7) }]);
    const { mailbox: _mailbox, cc: _cc, messageId: _messageId, text: _text, ...row } = mail;
    expect((await store.list(INBOX)).rows).toEqual([row]);
    expect(await store.row('M7')).toEqual(row);
    expect(await store.row('unknown')).toBeNull();
  });

  test('separates mailboxes and unread mail', async () => {
    const store = await open();
    await store.put(batchOf([0, 1, 2, 3]));
    await store.put(batchOf([10], { mailbox: 'sent', unread: false }));
    await store.put(batchOf([11], { mailbox: 'other' }));
    const unread = await store.list({ ...INBOX, unreadOnly: true });
    expect([unread.total, unread.rows.map(({ id }) => id)]).toEqual([2, ['M2', 'M0']]);
    const sent = await store.list({ ...INBOX, mailbox: 'sent' });
    expect([sent.total, sent.rows.map(({ id }) => id)]).toEqual([1, ['M10']]);
  });

  test('mail of the same millisecond is listed, all of it', async () => {
    const store = await open();
    const at = receivedAt(5);
    await store.put(batchOf([1, 2, 3, 4], { receivedAt: at }));
    const { rows, total } = await store.list(INBOX);
    expect([total, rows.map(({ id }) => id).sort()]).toEqual([4, ['M1', 'M2', 'M3', 'M4']]);
    expect(rows.every((row) => row.receivedAt === at)).toBe(true);
  });

  test('counts messages, unread and bytes through puts, flags and removals', async () => {
    const store = await open();
    expect(await store.counts()).toEqual({ messages: 0, unread: 0, bytes: 0 });
    await store.put(batchOf([0, 1, 2]));
    expect(await store.counts()).toEqual({ messages: 3, unread: 2, bytes: 3003 });
    await store.setFlags([{ id: 'M0', unread: false, flagged: true, mailbox: 'other' }]);
    await store.remove(['M1', 'never there']);
    expect(await store.counts()).toEqual({ messages: 2, unread: 1, bytes: 2002 });
    expect((await store.row('M0'))?.flagged).toBe(true);
    expect((await store.list(INBOX)).total).toBe(1);
  });
}

function searching(open: () => Promise<MailStore>): void {
  test('finds words by their beginning in subject, people and text, newest first', async () => {
    const store = await open();
    await store.put(batchOf([0, 1], { text: 'The quarterly figures' }));
    await store.put(
      batchOf([2], { subject: 'Quartal', from: { name: 'Zoë', address: 'zoe@quart.example' } }),
    );
    const found = async (text: string) => (await store.search(text, 10)).map(({ id }) => id);
    expect(await found('quar')).toEqual(['M2', 'M1', 'M0']);
    expect(await found('QUARTERLY fig')).toEqual(['M1', 'M0']);
    expect(await found('zoe')).toEqual(['M2']);
    expect(await found('zoë')).toEqual(['M2']);
    expect(await found('quarterly nothing')).toEqual([]);
    expect((await store.search('quar', 2)).map(({ id }) => id)).toEqual(['M2', 'M1']);
  });

  test.each([
    ['any part of a text without spaces', '明日の会議は東京で行います', ['東京', '会', '京で行', 'の会議']],
    ['Thai', 'ประชุมพรุ่งนี้', ['พรุ่งนี้']],
    [
      'Arabic without its points and with other letter forms',
      'مُحَمَّد في المدرسة إلى اللقاء',
      ['محمد', 'المدرسه', 'الي'],
    ],
    ['Hebrew without points', 'שָׁלוֹם', ['שלום']],
    ['Korean from its first syllable', '회의록 첨부', ['회의', '첨']],
    ['accents either way', 'Crème brûlée, Übergröße', ['creme', 'brûl', 'ubergr']],
    ['full-width forms', 'ＡＢＣ１２３', ['abc1']],
  ])('finds %s', async (_name, text, queries) => {
    const store = await open();
    await store.put(batchOf([1], { text }));
    await store.put(batchOf([2]));
    for (const query of queries) {
      expect([query, (await store.search(query, 10)).map(({ id }) => id)]).toEqual([query, ['M1']]);
    }
  });

  test('takes whatever is typed for words, never for syntax', async () => {
    const store = await open();
    await store.put(batchOf([1], { text: 'NEAR AND OR NOT text' }));
    for (const text of [
      '"',
      '*',
      'a"b',
      'text:',
      '^',
      'NEAR(',
      'AND',
      '-',
      '',
      '  ',
      "'; DROP TABLE mail; --",
      '\0',
    ]) {
      await expect(store.search(text, 5)).resolves.toBeInstanceOf(Array);
    }
    expect(await store.search('!!!', 5)).toEqual([]);
    expect((await store.search('and near', 5)).map(({ id }) => id)).toEqual(['M1']);
  });

  test('no longer finds what was removed or replaced', async () => {
    const store = await open();
    await store.put(batchOf([1, 2], { text: 'platypus' }));
    await store.put(batchOf([1], { text: 'ornithorhynchus' }));
    await store.remove(['M2']);
    expect(await store.search('platypus', 5)).toEqual([]);
    expect((await store.search('ornitho', 5)).map(({ id }) => id)).toEqual(['M1']);
  });
}

function keeping(open: () => Promise<MailStore>): void {
  test('gives raw mail back byte for byte (G26), and null for what it has not', async () => {
    const store = await open();
    const raw = Uint8Array.from({ length: 70_000 }, (_value, index) => (index * 7) % 256);
    await store.put([{ mail: cachedMail(1), raw }]);
    expect(Buffer.from((await store.raw('M1')) ?? []).equals(raw)).toBe(true);
    expect(await store.raw('M2')).toBeNull();
  });

  test('knows its ids, and which of them the window has left behind, oldest first (G25)', async () => {
    const store = await open();
    await store.put(batchOf([5, 1, 3]));
    expect(await store.ids()).toEqual(new Set(['M1', 'M3', 'M5']));
    expect(await store.idsBefore(receivedAt(4))).toEqual(['M1', 'M3']);
    expect(await store.idsBefore(receivedAt(1))).toEqual([]);
  });

  test('keeps the state of the sync', async () => {
    const store = await open();
    expect(await store.syncState()).toBeNull();
    await store.setSyncState('{"state":"ä"}');
    expect(await store.syncState()).toBe('{"state":"ä"}');
    await store.setSyncState(null);
    expect(await store.syncState()).toBeNull();
  });

  test('after a wipe it is as new, and works', async () => {
    const store = await open();
    await store.put(batchOf([1, 2]));
    await store.setSyncState('x');
    await store.wipe();
    expect([await store.syncState(), await store.raw('M1'), await store.counts()]).toEqual([
      null,
      null,
      { messages: 0, unread: 0, bytes: 0 },
    ]);
    expect(await store.search('subject', 5)).toEqual([]);
    await store.put(batchOf([3]));
    expect((await store.list(INBOX)).rows.map(({ id }) => id)).toEqual(['M3']);
  });
}
