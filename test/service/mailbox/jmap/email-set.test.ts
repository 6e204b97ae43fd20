/** Email/set as clients meet it: drafts, keywords, moves, destruction, and each refusal by its name (RFC 8621 section 4.6). */
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { CORE_LIMITS } from '../../../../service/mailbox/jmap/core/limits.ts';
import { startService } from '../mail-service.ts';
import { call, callAll, type EmailList, type Ids } from './jmap-client.ts';
import { plain, receive } from './mailbox-of-mail.ts';
import { createDraft, DRAFT, upload, type SetAnswer } from './own-mail.ts';

test('RFC 8621 4.6: a draft is a real message, and can be read back as it was made', async () => {
  const service = await startService();
  const pdf = await upload(service.app, Buffer.from([0, 255, 13, 10]), { type: 'application/pdf' });
  const { id, blobId } = await createDraft(service, {
    to: [{ name: 'Jörg "the van" Müller', email: 'joerg@partner.example' }],
    bcc: [{ email: 'audit@northwind.example' }],
    subject: 'Überfällig: Ladeplan',
    inReplyTo: ['first@partner.example'],
    references: ['zero@partner.example', 'first@partner.example'],
    sentAt: '2026-11-23T10:00:00+01:00',
    'header:X-Colour:asText': 'grün',
    bodyValues: { t: { value: 'Grüße\n.\nEnde' }, h: { value: '<p>Grüße <img src="cid:logo"></p>' } },
    htmlBody: [{ partId: 'h', type: 'text/html' }],
    attachments: [
      { blobId: pdf.body['blobId'], type: 'application/pdf', name: 'Ladeplan Ü.pdf' },
      { blobId: pdf.body['blobId'], type: 'image/png', cid: 'logo', disposition: 'inline' },
    ],
  });
  const bytes = await service.app.inject({
    url: `/jmap/download/katharina/${blobId}/draft.eml`,
    headers: { authorization: 'Bearer katharina' },
  });
  const mail = await PostalMime.parse(bytes.rawPayload);
  expect(mail).toMatchObject({
    subject: 'Überfällig: Ladeplan',
    from: { name: 'Katharina Berg', address: 'katharina@northwind.example' },
    to: [{ name: 'Jörg "the van" Müller', address: 'joerg@partner.example' }],
    bcc: [{ address: 'audit@northwind.example' }],
    inReplyTo: '<first@partner.example>',
    references: '<zero@partner.example> <first@partner.example>',
    text: 'Grüße\n.\nEnde\n',
    html: '<p>Grüße <img src="cid:logo"></p>\n',
  });
  expect(mail.messageId).toMatch(/^<[\w-]+@northwind\.example>$/);
  expect(mail.headers.find(({ key }) => key === 'x-colour')?.value).toMatch(/gr.*n/);
  expect(mail.attachments.map(({ filename, contentId }) => filename ?? contentId).sort()).toEqual([
    '<logo>',
    'Ladeplan Ü.pdf',
  ]);
  const { list } = await call<EmailList>(service.app, 'Email/get', {
    ids: [id],
    properties: ['mailboxIds', 'keywords', 'sentAt', 'bcc', 'header:X-Colour:asText', 'hasAttachment'],
  });
  expect(list[0]).toMatchObject({
    mailboxIds: { drafts: true },
    keywords: { $draft: true, $seen: true },
    sentAt: '2026-11-23T10:00:00+01:00',
    bcc: [{ name: null, email: 'audit@northwind.example' }],
    'header:X-Colour:asText': 'grün',
    hasAttachment: true,
  });
});

test('RFC 8621 4.6: a body structure of ones own is kept', async () => {
  const service = await startService();
  const { textBody: _, ...rest } = DRAFT;
  const { created } = await call<SetAnswer>(service.app, 'Email/set', {
    create: {
      d: {
        ...rest,
        bodyValues: { a: { value: 'a' }, b: { value: 'b' } },
        bodyStructure: {
          type: 'multipart/mixed',
          subParts: [
            { partId: 'a', type: 'text/plain' },
            { partId: 'b', type: 'text/plain', name: 'b.txt', 'header:X-Part': 'two' },
          ],
        },
      },
    },
  });
  const { list } = await call<EmailList>(service.app, 'Email/get', {
    ids: [created?.['d']?.id],
    properties: ['bodyStructure'],
    bodyProperties: ['type', 'name', 'header:X-Part', 'subParts'],
  });
  expect(list[0]?.['bodyStructure']).toMatchObject({
    type: 'multipart/mixed',
    subParts: [
      { type: 'text/plain', name: null },
      { type: 'text/plain', name: 'b.txt', 'header:X-Part': ' two' },
    ],
  });
});

test.each([
  ['no mailbox', { mailboxIds: undefined }, 'invalidProperties', ['mailboxIds']],
  ['a mailbox that is not there', { mailboxIds: { junk: true } }, 'invalidProperties', ['mailboxIds']],
  ['two mailboxes', { mailboxIds: { drafts: true, sent: true } }, 'tooManyMailboxes', undefined],
  ['a keyword that is not kept', { keywords: { $junk: true } }, 'invalidProperties', ['keywords/$junk']],
  ['all headers at once', { headers: [] }, 'invalidProperties', ['headers']],
  ['what the server sets', { size: 3, preview: '' }, 'invalidProperties', ['size', 'preview']],
  ['a field twice', { 'header:To:asText': 'x' }, 'invalidProperties', ['to', 'header:To:asText']],
  [
    'a field of the body',
    { 'header:Content-Type': 'text/html' },
    'invalidProperties',
    ['header:Content-Type'],
  ],
  [
    'a field within a field',
    { 'header:X-A': 'a\r\nBcc: all@x.example' },
    'invalidProperties',
    ['header:X-A'],
  ],
  [
    'a field within an address',
    { to: [{ email: 'a@x.example>\r\nBcc: b@x.example' }] },
    'invalidProperties',
    ['to'],
  ],
  [
    'a value that is not there',
    { textBody: [{ partId: 'x', type: 'text/plain' }] },
    'invalidProperties',
    ['bodyValues'],
  ],
  [
    'HTML as plain text',
    { textBody: [{ partId: 't', type: 'text/html' }] },
    'invalidProperties',
    ['textBody'],
  ],
  [
    'a charset of a value',
    { textBody: [{ partId: 't', charset: 'x' }] },
    'invalidProperties',
    ['textBody/charset'],
  ],
  [
    'both ways of a body',
    { bodyStructure: { partId: 't' } },
    'invalidProperties',
    ['bodyStructure', 'textBody'],
  ],
  ['a part that is nothing', { attachments: [{}] }, 'invalidProperties', ['attachments']],
  ['a blob that is not there', { attachments: [{ blobId: 'Unothing' }] }, 'blobNotFound', undefined],
])('RFC 8621 4.6: %s is refused by name', async (_name, more, type, properties) => {
  const { app } = await startService();
  const answer = await call<SetAnswer>(app, 'Email/set', { create: { d: { ...DRAFT, ...more } } });
  expect(answer.created).toBeNull();
  expect(answer.notCreated?.['d']?.['type']).toBe(type);
  expect(answer.notCreated?.['d']?.['properties']).toEqual(properties);
  expect(answer.newState).toBe(answer.oldState);
});

test('RFC 8620 5.3: each object has its own fate, and the answer tells of all', async () => {
  const service = await startService();
  await receive(service, [plain('one'), plain('two')]);
  const { ids } = await call<{ ids: string[] }>(service.app, 'Email/query', {});
  const [two = '', one = ''] = ids;
  const draft = await createDraft(service);
  const answer = await call<SetAnswer>(service.app, 'Email/set', {
    create: { good: DRAFT, bad: { ...DRAFT, mailboxIds: {} } },
    update: {
      [one]: { 'keywords/$seen': true, 'keywords/$Flagged': true },
      [two]: { 'mailboxIds/junk': true },
      [draft.id]: { mailboxIds: { sent: true }, 'keywords/$draft': null },
      '#good': { 'keywords/$answered': true },
      nothing: { 'keywords/$seen': true },
    },
    destroy: ['gone'],
  });
  expect(Object.keys(answer.created ?? {})).toEqual(['good']);
  expect(answer.notCreated).toMatchObject({ bad: { type: 'invalidProperties' } });
  expect(answer.updated).toEqual({ [one]: null, [draft.id]: null, '#good': null });
  expect(answer.notUpdated).toMatchObject({
    [two]: { type: 'tooManyMailboxes' },
    nothing: { type: 'notFound' },
  });
  expect(answer.notDestroyed).toEqual({ gone: { type: 'notFound' } });
  const { list } = await call<EmailList>(service.app, 'Email/get', {
    ids: [one, draft.id, answer.created?.['good']?.id],
    properties: ['keywords', 'mailboxIds'],
  });
  expect(list.map(({ keywords, mailboxIds }) => [keywords, mailboxIds])).toEqual([
    [{ $seen: true, $flagged: true }, { inbox: true }],
    [{ $seen: true }, { sent: true }],
    [{ $seen: true, $answered: true, $draft: true }, { drafts: true }],
  ]);
});

test('RFC 8620 5.3: wrong patches are refused, and change nothing', async () => {
  const service = await startService();
  const { id } = await createDraft(service);
  const patches: [Record<string, unknown>, string][] = [
    [{ subject: 'new' }, 'invalidProperties'],
    [{ keywords: {}, 'keywords/$seen': true }, 'invalidPatch'],
    [{ 'keywords/$seen': 'yes' }, 'invalidProperties'],
    [{ 'mailboxIds/drafts': null }, 'invalidProperties'],
    [{ mailboxIds: { inbox: false } }, 'invalidProperties'],
  ];
  for (const [patch, type] of patches) {
    const answer = await call<SetAnswer>(service.app, 'Email/set', { update: { [id]: patch } });
    expect(answer.notUpdated?.[id]?.['type'], JSON.stringify(patch)).toBe(type);
    expect(answer.newState).toBe(answer.oldState);
  }
  const both = await call<SetAnswer>(service.app, 'Email/set', {
    update: { [id]: { 'keywords/$seen': null } },
    destroy: [id],
  });
  expect([both.notUpdated?.[id]?.['type'], both.destroyed]).toEqual(['willDestroy', [id]]);
});

test('RFC 8620 5.3: with another state than the client knew nothing happens, and nothing is left on disk', async () => {
  const service = await startService();
  await createDraft(service);
  const before = await service.files.ids();
  for (const name of ['Email/set', 'Email/import'] as const) {
    const { body } = await upload(service.app, 'Subject: imported\r\n\r\ntext\r\n');
    const objects = {
      d: name === 'Email/set' ? DRAFT : { blobId: body['blobId'], mailboxIds: { inbox: true } },
    };
    const field = name === 'Email/set' ? 'create' : 'emails';
    const answer = await call<SetAnswer>(service.app, name, { ifInState: '999', [field]: objects });
    expect(answer.error).toBe('stateMismatch');
  }
  expect(await service.files.ids()).toEqual(before);
});

test('RFC 8620 5.3: limits, read-only accounts and foreign ones', async () => {
  const { app } = await startService();
  const many = Object.fromEntries(
    Array.from({ length: CORE_LIMITS.maxObjectsInSet + 1 }, (_, n) => [`d${String(n)}`, DRAFT]),
  );
  const answers = await callAll(app, [
    ['Email/set', { accountId: 'katharina', create: many }, 'a'],
    ['Email/set', { accountId: 'tomas', create: { d: DRAFT } }, 'b'],
    ['Email/import', { accountId: 'tomas', emails: {} }, 'c'],
    ['Email/set', { accountId: 'nobody' }, 'd'],
    ['Mailbox/set', { accountId: 'tomas', create: {} }, 'e'],
    ['Email/import', { accountId: 'katharina' }, 'f'],
  ]);
  expect(answers.map(([, args]) => args['type'])).toEqual([
    'requestTooLarge',
    'accountReadOnly',
    'accountReadOnly',
    'accountNotFound',
    'accountReadOnly',
    'invalidArguments',
  ]);
});

test('RFC 8621 2.5: the three mailboxes are what they are', async () => {
  const { app } = await startService();
  const answer = await call<SetAnswer>(app, 'Mailbox/set', {
    create: { a: { name: 'Archive' } },
    update: { inbox: { name: 'In' } },
    destroy: ['sent'],
  });
  expect(answer).toMatchObject({
    notCreated: { a: { type: 'forbidden' } },
    notUpdated: { inbox: { type: 'forbidden' } },
    notDestroyed: { sent: { type: 'forbidden' } },
  });
});

test('what nobody has any more is gone from the disk at once; what somebody else has, or is still to get, stays', async () => {
  const service = await startService();
  const { id } = await createDraft(service, {});
  expect(await service.files.ids()).toHaveLength(1);
  expect((await call<SetAnswer>(service.app, 'Email/set', { destroy: [id] })).destroyed).toEqual([id]);
  expect([await service.files.ids(), service.failures]).toEqual([[], []]);
  expect(await service.db.selectFrom('messages').select('id').execute()).toEqual([]);

  await receive(service, [{ ...plain('for two'), to: ['logistics@northwind.example'] }]);
  const { ids } = await call<Ids>(service.app, 'Email/query', {});
  await call(service.app, 'Email/set', { destroy: ids });
  expect(await service.files.ids()).toHaveLength(1);
  await call(service.app, 'Email/set', { destroy: ids }, 'tomas');
  expect(await service.files.ids()).toEqual([]);
});
