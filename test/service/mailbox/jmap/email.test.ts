/** E-mails by JMAP: properties, bodies, parts, headers, queries, keywords, threads (RFC 8621). */
import { expect, test } from 'vitest';
import { startService, type TestService } from '../mail-service.ts';
import { call, type EmailList, type Ids } from './jmap-client.ts';
import { plain, receive } from './mailbox-of-mail.ts';

const RICH = `From: =?utf-8?q?Zo=C3=AB?= <zoe@sender.example>
To: Katharina <katharina@northwind.example>, Team: a@x.example, b@x.example;
Cc: logistics@northwind.example
Subject: =?utf-8?b?R3LDvMOfZQ==?=
Message-ID: <rich@sender.example>
Date: Sun, 29 Mar 2026 02:30:00 +0100
X-Twice: one
X-Twice: two
List-Unsubscribe: <https://sender.example/u>, <mailto:u@sender.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Sch=F6ne Gr=FC=DFe
--inner
Content-Type: text/html; charset=utf-8

<p>Schöne <b>Grüße</b></p>
--inner--
--outer
Content-Type: application/octet-stream; name*=utf-8''%C3%BCber.bin
Content-Disposition: attachment
Content-Transfer-Encoding: base64

AAECAwQF
--outer--
`;

async function only(
  service: TestService,
  args: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const { ids } = await call<Ids>(service.app, 'Email/query', {});
  const { list } = await call<EmailList>(service.app, 'Email/get', { ids: ids.slice(0, 1), ...args });
  return list[0] ?? {};
}

const subjects = async (
  service: TestService,
  query: Record<string, unknown>,
): Promise<readonly unknown[]> => {
  const { ids } = await call<Ids>(service.app, 'Email/query', query);
  const { list } = await call<EmailList>(service.app, 'Email/get', { ids, properties: ['subject'] });
  return list.map((email) => email['subject']);
};

test('RFC 8621 4.1: metadata, header fields in their forms, body structure and values', async () => {
  const service = await startService();
  await receive(service, [{ raw: RICH }]);
  const email = await only(service, { fetchTextBodyValues: true, fetchHTMLBodyValues: true });
  expect(email).toMatchObject({
    mailboxIds: { inbox: true },
    keywords: {},
    receivedAt: '2026-11-24T09:00:00.000Z',
    subject: 'Grüße',
    from: [{ name: 'Zoë', email: 'zoe@sender.example' }],
    to: [{ name: 'Katharina' }, { email: 'a@x.example' }, { email: 'b@x.example' }],
    messageId: ['rich@sender.example'],
    inReplyTo: null,
    sentAt: '2026-03-29T02:30:00+01:00',
    hasAttachment: true,
    preview: 'Schöne Grüße',
    textBody: [{ partId: '1', type: 'text/plain', charset: 'iso-8859-1' }],
    htmlBody: [{ partId: '2', type: 'text/html' }],
    attachments: [{ partId: '3', name: 'über.bin', size: 6, disposition: 'attachment' }],
    bodyValues: {
      '1': { value: 'Schöne Grüße', isTruncated: false, isEncodingProblem: false },
      '2': { value: '<p>Schöne <b>Grüße</b></p>' },
    },
  });
  const asked = await only(service, {
    properties: [
      'header:X-Twice',
      'header:x-twice:asText:all',
      'header:List-Unsubscribe:asURLs',
      'header:To:asGroupedAddresses',
      'header:Absent:asText',
      'bodyStructure',
    ],
    bodyProperties: ['type', 'partId'],
  });
  expect(asked).toMatchObject({
    'header:X-Twice': ' two',
    'header:x-twice:asText:all': ['one', 'two'],
    'header:List-Unsubscribe:asURLs': ['https://sender.example/u', 'mailto:u@sender.example'],
    'header:To:asGroupedAddresses': [
      { name: null },
      { name: 'Team', addresses: [{ email: 'a@x.example' }, { email: 'b@x.example' }] },
    ],
    'header:Absent:asText': null,
    bodyStructure: {
      type: 'multipart/mixed',
      subParts: [
        { type: 'multipart/alternative', subParts: [{ partId: '1' }, { partId: '2' }] },
        { partId: '3' },
      ],
    },
  });
});

test('RFC 8621 4.2: body values are cut at bytes, never within a character', async () => {
  const service = await startService();
  await receive(service, [plain('cut', 'äöü'.repeat(100), 'Content-Type: text/plain; charset=utf-8\n')]);
  const { bodyValues } = await only(service, {
    properties: ['bodyValues'],
    fetchTextBodyValues: true,
    maxBodyValueBytes: 5,
  });
  expect(bodyValues).toEqual({ '1': { value: 'äö', isTruncated: true, isEncodingProblem: false } });
  expect(await call(service.app, 'Email/get', { ids: [], properties: ['colour'] })).toMatchObject({
    error: 'invalidArguments',
  });
});

test('RFC 8620 6.2: a part is downloaded decoded, and never as something a browser would run', async () => {
  const service = await startService();
  await receive(service, [{ raw: RICH }]);
  const { attachments } = await only(service);
  const [part] = attachments as { blobId: string }[];
  const response = await service.app.inject({
    url: `/jmap/download/katharina/${part?.blobId ?? ''}/%C3%BCber.bin?accept=text%2Fhtml`,
    headers: { authorization: 'Bearer katharina' },
  });
  expect(response.rawPayload).toEqual(Buffer.from([0, 1, 2, 3, 4, 5]));
  expect(response.headers['content-disposition']).toBe("attachment; filename*=UTF-8''%C3%BCber.bin");
  expect(response.headers['x-content-type-options']).toBe('nosniff');
});

test('RFC 8621 4.4: filters, order, pages and totals', async () => {
  const service = await startService();
  await receive(service, [
    plain('Loading plan', 'bay four'),
    plain('Invoice 100%', 'bay five'),
    { ...plain('To the list', 'short'), to: ['logistics@northwind.example'] },
    { raw: RICH },
  ]);
  const newest = ['Grüße', 'To the list', 'Invoice 100%', 'Loading plan'];
  expect(await subjects(service, {})).toEqual(newest);
  expect(await subjects(service, { sort: [{ property: 'receivedAt', isAscending: true }] })).toEqual(
    [...newest].reverse(),
  );
  expect(await subjects(service, { filter: { text: 'BAY' } })).toEqual(['Invoice 100%', 'Loading plan']);
  expect(await subjects(service, { filter: { subject: '100%' } })).toEqual(['Invoice 100%']);
  expect(await subjects(service, { filter: { subject: '_' } })).toEqual([]);
  expect(await subjects(service, { filter: { from: 'zoë' } })).toEqual(['Grüße']);
  expect(await subjects(service, { filter: { hasAttachment: true } })).toEqual(['Grüße']);
  expect(await subjects(service, { filter: { after: '2026-11-24T09:02:00Z' } })).toEqual(newest.slice(0, 2));
  expect(await subjects(service, { filter: { before: '2026-11-24T09:01:00Z' } })).toEqual(['Loading plan']);
  expect(
    await subjects(service, {
      filter: { operator: 'NOT', conditions: [{ body: 'bay' }, { hasAttachment: true }] },
    }),
  ).toEqual(['To the list']);
  expect(await subjects(service, { filter: { inMailbox: 'sent' } })).toEqual([]);
  expect(await subjects(service, { position: 1, limit: 2 })).toEqual(newest.slice(1, 3));
  expect(await subjects(service, { position: -2 })).toEqual(newest.slice(2));
  const { ids } = await call<Ids>(service.app, 'Email/query', {});
  expect(await subjects(service, { anchor: ids[2], anchorOffset: -1, limit: 2 })).toEqual(newest.slice(1, 3));
  expect(await call(service.app, 'Email/query', { limit: 1, calculateTotal: true })).toMatchObject({
    total: 4,
    position: 0,
  });
  expect(await call(service.app, 'Email/query', { anchor: 'nothing' })).toMatchObject({
    error: 'anchorNotFound',
  });
  expect(await call(service.app, 'Email/query', { filter: { header: ['X'] } })).toMatchObject({
    error: 'unsupportedFilter',
  });
  expect(await call(service.app, 'Email/query', { sort: [{ property: 'subject' }] })).toMatchObject({
    error: 'unsupportedSort',
  });
});

test('RFC 8621 4.6: keywords are set, counted, filtered, and moved into the state', async () => {
  const service = await startService();
  await receive(service, [plain('one'), plain('two')]);
  const { ids } = await call<Ids>(service.app, 'Email/query', {});
  const [two = '', one = ''] = ids;
  const set = await call(service.app, 'Email/set', {
    update: {
      [one]: { 'keywords/$seen': true },
      [two]: { keywords: { $flagged: true } },
      nothing: { 'keywords/$seen': true },
    },
  });
  expect(set).toMatchObject({
    updated: { [one]: null, [two]: null },
    notUpdated: { nothing: { type: 'notFound' } },
  });
  expect(service.announced.at(-1)).toEqual({ accountId: 'katharina', state: set['newState'] });
  expect(await subjects(service, { filter: { hasKeyword: '$seen' } })).toEqual(['one']);
  expect(await subjects(service, { filter: { notKeyword: '$flagged' } })).toEqual(['one']);
  const wrong = await call(service.app, 'Email/set', {
    update: { [one]: { subject: 'x', 'keywords/custom': true } },
  });
  expect(wrong).toMatchObject({
    notUpdated: { [one]: { type: 'invalidProperties', properties: ['subject', 'keywords/custom'] } },
  });
  const stale = await call(service.app, 'Email/set', {
    ifInState: '1',
    update: { [one]: { 'keywords/$seen': null } },
  });
  expect(stale).toMatchObject({ error: 'stateMismatch' });
  const { list } = await call<EmailList>(service.app, 'Mailbox/get', { ids: ['inbox'] });
  expect(list[0]).toMatchObject({
    role: 'inbox',
    totalEmails: 2,
    unreadEmails: 1,
    totalThreads: 2,
    unreadThreads: 1,
  });
});

test('RFC 8621 3: replies share a thread, another subject does not, and a collapsed query shows one of each', async () => {
  const service = await startService();
  await receive(service, [
    plain('Plan', 'x', 'Message-ID: <1@x>\n'),
    plain('AW: Re: Plan', 'x', 'Message-ID: <2@x>\nIn-Reply-To: <1@x>\n'),
    plain('Other', 'x', 'Message-ID: <3@x>\nReferences: <1@x> <2@x>\n'),
    plain('Re: Plan', 'x', 'Message-ID: <4@x>\nReferences: <1@x> <2@x>\n'),
    plain('Plan', 'x'),
  ]);
  const email = await only(service, { properties: ['threadId'] });
  expect(await subjects(service, { collapseThreads: true })).toEqual(['Plan', 'Re: Plan', 'Other']);
  expect(
    await call(service.app, 'Email/query', { collapseThreads: true, calculateTotal: true }),
  ).toMatchObject({ total: 3 });
  const { ids } = await call<Ids>(service.app, 'Email/query', {
    filter: { subject: 'plan' },
    sort: [{ property: 'receivedAt', isAscending: true }],
  });
  const { list } = await call<EmailList>(service.app, 'Email/get', { ids, properties: ['threadId'] });
  const threads = list.map((item) => item['threadId']);
  expect(new Set(threads.slice(0, 3)).size).toBe(1);
  expect(threads[3]).toBe(email['threadId']);
  const thread = await call<EmailList>(service.app, 'Thread/get', { ids: [threads[0], 'Tnothing'] });
  expect(thread).toMatchObject({ list: [{ emailIds: ids.slice(0, 3) }], notFound: ['Tnothing'] });
});

test('RFC 8621 2: three mailboxes by role; a delegate reads, and may not change', async () => {
  const service = await startService();
  await receive(service, [{ ...plain('for Tomás'), to: ['tomas@northwind.example'] }]);
  const roles = await call<Ids>(service.app, 'Mailbox/query', { filter: { role: 'sent' } });
  expect(roles.ids).toEqual(['sent']);
  const { list } = await call<EmailList>(service.app, 'Mailbox/get', { accountId: 'tomas' });
  expect(list).toMatchObject([
    { role: 'inbox', totalEmails: 1, myRights: { mayReadItems: true, maySetSeen: false } },
    { role: 'sent' },
    { role: 'drafts' },
  ]);
  expect(await call(service.app, 'Mailbox/changes', { accountId: 'tomas', sinceState: '0' })).toMatchObject({
    updated: ['inbox'],
    updatedProperties: ['totalEmails', 'unreadEmails', 'totalThreads', 'unreadThreads'],
  });
});
