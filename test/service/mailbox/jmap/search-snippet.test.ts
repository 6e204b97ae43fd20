/** SearchSnippet/get: the found words are marked, everything else is safe to show (RFC 8621 section 5). */
import { expect, test } from 'vitest';
import { startService } from '../mail-service.ts';
import { call, type Ids } from './jmap-client.ts';
import { plain, receive } from './mailbox-of-mail.ts';

interface Snippets {
  readonly list: readonly {
    readonly emailId: string;
    readonly subject: string | null;
    readonly preview: string | null;
  }[];
  readonly notFound: readonly string[] | null;
}

test('RFC 8621 5.1: words are marked where they stand, and markup is only ours', async () => {
  const service = await startService();
  const body = `${'Some words before it. '.repeat(30)}The <b>Reefer</b> & its seals go to bay 4. ${'And after. '.repeat(50)}`;
  await receive(service, [
    plain('Reefer <script>', body),
    plain('Other', '<p>the reefer&nbsp;is&amp;was <style>reefer{}</style></p>', 'Content-Type: text/html\n'),
  ]);
  const { ids } = await call<Ids>(service.app, 'Email/query', { filter: { text: 'reefer' } });
  const ask = (filter: unknown, emailIds: readonly string[]) =>
    call<Snippets>(service.app, 'SearchSnippet/get', { filter, emailIds });
  const { list, notFound } = await ask({ text: 'reefer' }, [...ids, 'nothing']);
  expect(notFound).toEqual(['nothing']);
  expect(list.map(({ subject }) => subject)).toEqual([null, '<mark>Reefer</mark> &lt;script&gt;']);
  expect(list[1]?.preview).toMatch(/^.{10,50}&lt;b&gt;<mark>Reefer<\/mark>&lt;\/b&gt; &amp; its seals/);
  expect(list[0]?.preview).toContain('<mark>reefer</mark>');
  for (const { preview } of list) expect(Buffer.byteLength(preview ?? '')).toBeLessThanOrEqual(255);
  const bySubject = await ask(
    { operator: 'AND', conditions: [{ subject: 'other' }, { body: 'zebra' }] },
    ids,
  );
  expect(bySubject.list[0]).toMatchObject({ subject: '<mark>Other</mark>', preview: null });
  const without = await ask({ operator: 'NOT', conditions: [{ text: 'reefer' }] }, ids);
  expect(without.list[0]).toMatchObject({ subject: null, preview: null });
});

test('RFC 8621 5.1: wrong filters and foreign accounts are refused by name', async () => {
  const { app } = await startService();
  expect(await call(app, 'SearchSnippet/get', { filter: { header: ['x'] }, emailIds: [] })).toMatchObject({
    error: 'unsupportedFilter',
  });
  expect(await call(app, 'SearchSnippet/get', { accountId: 'nobody', emailIds: [] })).toMatchObject({
    error: 'accountNotFound',
  });
});
