/** Searching mail by words: what is a word is one rule with the device, and the newest come first without a sort (C3, RFC 8621 section 4.4.1). */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { startService, type TestService } from '../mail-service.ts';
import { call, type EmailList, type Ids } from './jmap-client.ts';
import { plain, receive } from './mailbox-of-mail.ts';

async function found(service: TestService, args: object, who = 'katharina'): Promise<readonly unknown[]> {
  const { ids } = await call<Ids>(service.app, 'Email/query', { ...args }, who);
  const { list } = await call<EmailList>(service.app, 'Email/get', { ids, properties: ['subject'] }, who);
  return list.map((email) => email['subject']);
}
const text = (words: string) => ({ filter: { text: words } });

test('prefixes, accents, scripts without spaces, HTML, addresses; every word counts, and phrases stand together', async () => {
  const service = await startService();
  const html = 'Content-Type: text/html; charset=utf-8\n';
  await receive(service, [
    plain('Loading plan', 'bay four of the northern hall'),
    plain('=?utf-8?q?Gr=C3=BC=C3=9Fe?=', 'from the northern bay'),
    plain('=?utf-8?b?5pel5pys6Kqe44Gu44Oh44O844Or?=', 'x'),
    plain('Page', '<p class="hidden">M&uuml;ller <b>pays</b></p>', html),
  ]);
  const [loading, greeting, japanese, page] = ['Loading plan', 'Grüße', '日本語のメール', 'Page'];
  for (const [words, subjects] of [
    ['northern', [greeting, loading]],
    ['BAY northe', [greeting, loading]],
    ['bay hall', [loading]],
    ['"northern bay"', [greeting]],
    ['"northern hall" plan', [loading]],
    ['ay', []],
    ['grusse', [greeting]],
    ['gruß', [greeting]],
    ['本語', [japanese]],
    ['müll', [page]],
    ['hidden', []],
    ['ann@sender.example', [page, japanese, greeting, loading]],
    ['" AND (', []],
    ['%', []],
  ] as const)
    expect(await found(service, text(words)), words).toEqual(subjects);
});

test('by field, in pages, counted, negated, in threads and in another order: the same mail', async () => {
  const service = await startService();
  const subjects = Array.from({ length: 7 }, (_, n) => `report ${String(n)}`);
  await receive(service, [
    ...subjects.map((subject) => plain(subject)),
    plain('other', 'a report that is not in the subject'),
  ]);
  const newest = [...subjects].reverse();
  const filter = { subject: 'report' };
  expect(await found(service, { filter })).toEqual(newest);
  expect(await found(service, { filter, position: 2, limit: 3 })).toEqual(newest.slice(2, 5));
  expect(await call(service.app, 'Email/query', { filter, limit: 1, calculateTotal: true })).toMatchObject({
    total: 7,
  });
  expect(await found(service, { filter: { operator: 'NOT', conditions: [filter] } })).toEqual(['other']);
  expect(await found(service, { filter, collapseThreads: true })).toEqual(newest);
  expect(await found(service, { filter, sort: [{ property: 'receivedAt' }] })).toEqual(subjects);
  expect(await found(service, { filter: { ...filter, inMailbox: 'sent' } })).toEqual([]);
  expect(await found(service, { filter: { text: 'report', body: 'subject' } })).toEqual(['other']);
});

test('nobody finds what others have, and what has rolled out of the window leaves no word behind', async () => {
  const service = await startService();
  await receive(service, [
    { ...plain('for both'), to: ['logistics@northwind.example'] },
    { ...plain('for tomas'), to: ['tomas@northwind.example'] },
  ]);
  expect(await found(service, text('for'))).toEqual(['for both']);
  expect(await found(service, text('for'), 'tomas')).toEqual(['for tomas', 'for both']);
  service.clock.advance(6 * DAY_MS);
  await service.mailboxes.rollNow();
  const left = await service.db.selectFrom('messageWords').select('rowid').execute();
  expect([left, await service.db.selectFrom('searchable').select('number').execute()]).toEqual([[], []]);
});

test('mail with several recipients is found once by each of them, in every order and on every page', async () => {
  const service = await startService();
  const everybody = ['katharina', 'tomas', 'logistics', 'person1', 'person2'].map(
    (name) => `${name}@northwind.example`,
  );
  await receive(service, [
    { ...plain('report one'), to: everybody },
    { ...plain('report two'), to: everybody },
    { ...plain('report for tomas'), to: ['tomas@northwind.example'] },
  ]);
  for (const [who, count] of [
    ['katharina', 2],
    ['tomas', 3],
  ] as const)
    for (const args of [
      {},
      { sort: [{ property: 'receivedAt', isAscending: false }] },
      { sort: [{ property: 'receivedAt' }] },
      { sort: [{ property: 'size' }] },
      { collapseThreads: true },
      { filter: { from: 'ann', subject: 'report' } },
      { filter: { operator: 'OR', conditions: [{ subject: 'report' }, { body: 'text' }] } },
    ]) {
      const query = (more: object): Promise<Ids & { readonly total?: number }> =>
        call(service.app, 'Email/query', { filter: { text: 'report' }, ...args, ...more }, who);
      const { ids, total } = await query({ calculateTotal: true });
      expect([ids.length, new Set(ids).size, total], JSON.stringify(args)).toEqual([count, count, count]);
      const pages = await Promise.all(ids.map((_, position) => query({ position, limit: 1 })));
      expect(pages.flatMap((page) => page.ids)).toEqual(ids);
    }
});
