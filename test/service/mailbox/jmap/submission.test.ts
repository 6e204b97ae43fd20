/** EmailSubmission: mail is handed over once, as oneself, and taken back in time or not at all (RFC 8621 section 7, G29, G31). */
import { beforeEach, expect, test } from 'vitest';
import { startService, type TestService } from '../mail-service.ts';
import { call, callAll, type EmailList, type Ids } from './jmap-client.ts';
import { createDraft, raw, upload, withKatharina, type SetAnswer } from './own-mail.ts';

let service: TestService;
let identityId: string;
let aliasId: string;

beforeEach(async () => {
  service = await withKatharina(await startService());
  const { list } = await call<EmailList>(service.app, 'Identity/get', {});
  [identityId, aliasId] = list.map(({ id }) => String(id)) as [string, string];
});

const submit = (create: Record<string, unknown>, more = {}): Promise<SetAnswer> =>
  call<SetAnswer>(service.app, 'EmailSubmission/set', { create: { s: { identityId, ...create } }, ...more });

const submission = async (id: unknown): Promise<Record<string, unknown> | undefined> =>
  (await call<EmailList>(service.app, 'EmailSubmission/get', { ids: [id] })).list[0];

test('RFC 8621 6: identities are the person’s own addresses, main one first, and none in another’s mailbox', async () => {
  const { list } = await call<EmailList>(service.app, 'Identity/get', {
    properties: ['name', 'email', 'mayDelete'],
  });
  expect(list.map(({ name, email, mayDelete }) => [name, email, mayDelete])).toEqual([
    ['Katharina Berg', 'katharina@northwind.example', false],
    ['Katharina Berg', 'K.Berg@northwind.example', false],
  ]);
  expect((await call<EmailList>(service.app, 'Identity/get', { accountId: 'tomas' })).list).toEqual([]);
  expect((await call<EmailList>(service.app, 'Identity/get', { ids: ['Inone'] })).notFound).toEqual([
    'Inone',
  ]);
});

test('RFC 8621 7.5: one request makes, sends and files a message', async () => {
  const { body } = await upload(
    service.app,
    raw('made@northwind.example', 'Cc: b@x.example\r\nBcc: c@x.example\r\n'),
  );
  const answers = await callAll(service.app, [
    [
      'Email/import',
      {
        accountId: 'katharina',
        emails: { e: { blobId: body['blobId'], mailboxIds: { drafts: true }, keywords: { $draft: true } } },
      },
      'a',
    ],
    [
      'EmailSubmission/set',
      {
        accountId: 'katharina',
        create: { s: { emailId: '#e', identityId } },
        onSuccessUpdateEmail: { '#s': { mailboxIds: { sent: true }, 'keywords/$draft': null } },
      },
      'b',
    ],
  ]);
  expect(answers.map(([name, , callId]) => [name, callId])).toEqual([
    ['Email/import', 'a'],
    ['EmailSubmission/set', 'b'],
    ['Email/set', 'b'],
  ]);
  const id = (answers[1]?.[1] as unknown as SetAnswer).created?.['s']?.id;
  const emailId = (answers[0]?.[1] as unknown as SetAnswer).created?.['e']?.id;
  const { list } = await call<EmailList>(service.app, 'Email/get', {
    ids: [emailId],
    properties: ['mailboxIds', 'keywords'],
  });
  expect(list[0]).toMatchObject({ mailboxIds: { sent: true }, keywords: {} });
  expect(service.outbound.submitted).toMatchObject([
    {
      submissionId: id,
      accountId: 'katharina',
      envelope: {
        mailFrom: 'katharina@northwind.example',
        rcptTo: ['lena@partner.example', 'b@x.example', 'c@x.example'],
      },
      sendAt: null,
    },
  ]);
  expect(service.outbound.woken()).toBe(1);
  expect(await submission(id)).toMatchObject({
    emailId,
    identityId,
    undoStatus: 'pending',
    deliveryStatus: { 'c@x.example': { delivered: 'queued', displayed: 'unknown' } },
    dsnBlobIds: [],
  });
});

test('G29: the same message is sent once however often it is submitted, and its id is taken for ever', async () => {
  const emailId = await imported(raw('once@northwind.example'));
  const first = await submit({ emailId });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    expect((await submit({ emailId })).created).toEqual(first.created);
  }
  const id = first.created?.['s']?.id;
  // Destroyed and filed anew, the id still stands for what it stood for.
  await call(service.app, 'EmailSubmission/set', { destroy: [id] });
  await call(service.app, 'Email/set', { destroy: [emailId] });
  const again = await imported(raw('once@northwind.example'));
  expect((await submit({ emailId: again })).created?.['s']?.id).toBe(id);
  const other = await imported(raw('once@northwind.example', '', 'Something else.'));
  expect((await submit({ emailId: other })).notCreated?.['s']).toMatchObject({
    type: 'alreadyExists',
    existingId: id,
  });
  const toOthers = envelope('katharina@northwind.example', ['else@x.example']);
  expect((await submit({ emailId: again, envelope: toOthers })).notCreated?.['s']?.['type']).toBe(
    'alreadyExists',
  );
  expect(service.outbound.submitted).toHaveLength(1);
});

test('G31: what was taken back is not sent, and what was handed over says so', async () => {
  const undo = { undoStatus: 'canceled' };
  const first = await submit({ emailId: (await createDraft(service)).id });
  const id = first.created?.['s']?.id ?? '';
  const back = await call<SetAnswer>(service.app, 'EmailSubmission/set', { update: { [id]: undo } });
  expect(back.updated).toEqual({ [id]: null });
  expect((await submission(id))?.['undoStatus']).toBe('canceled');
  const again = await call<SetAnswer>(service.app, 'EmailSubmission/set', { update: { [id]: undo } });
  expect(again.updated).toEqual({ [id]: null });
  const second = await submit({ emailId: (await createDraft(service)).id });
  const late = second.created?.['s']?.id ?? '';
  service.outbound.handOver(late);
  const refused = await call<SetAnswer>(service.app, 'EmailSubmission/set', { update: { [late]: undo } });
  expect(refused.notUpdated?.[late]?.['type']).toBe('cannotUnsend');
});

test('RFC 8621 7: what becomes of a submission moves the state, and is announced', async () => {
  const { newState, created } = await submit({ emailId: (await createDraft(service)).id });
  const id = created?.['s']?.id ?? '';
  service.outbound.handOver(id);
  await expect.poll(() => service.announced.at(-1)?.state).not.toBe(newState);
  const told = await call(service.app, 'EmailSubmission/changes', { sinceState: newState });
  expect(told).toMatchObject({ created: [], updated: [id], destroyed: [] });
  expect(await submission(id)).toMatchObject({
    undoStatus: 'final',
    deliveryStatus: { 'lena@partner.example': { delivered: 'yes', smtpReply: '250 2.0.0 taken' } },
  });
  expect(
    (await call<Ids>(service.app, 'EmailSubmission/query', { filter: { undoStatus: 'final' } })).ids,
  ).toEqual([id]);
});

test.each<
  [string, () => Record<string, unknown> | Promise<Record<string, unknown>>, Record<string, unknown>]
>([
  [
    'another’s From',
    () => draftWith({ from: [{ email: 'tomas@northwind.example' }] }),
    { type: 'forbiddenFrom' },
  ],
  [
    'another’s Sender',
    () => draftWith({ sender: [{ email: 'tomas@northwind.example' }] }),
    { type: 'forbiddenFrom' },
  ],
  ['no From', () => draftWith({ from: null }), { type: 'invalidEmail', properties: ['from'] }],
  [
    'another’s envelope',
    () => withEnvelope('tomas@northwind.example', ['a@x.example']),
    { type: 'forbiddenMailFrom' },
  ],
  ['nobody to send to', () => draftWith({ to: null }), { type: 'noRecipients' }],
  [
    'what is no address',
    () => withEnvelope('katharina@northwind.example', ['a@x.example', 'a b@x', '<>']),
    { type: 'invalidRecipients', invalidRecipients: ['a b@x', '<>'] },
  ],
  [
    'too many recipients',
    () =>
      withEnvelope(
        'katharina@northwind.example',
        Array.from({ length: 1001 }, (_, n) => `p${String(n)}@x.example`),
      ),
    { type: 'tooManyRecipients', maxRecipients: 1000 },
  ],
  [
    'an e-mail that is not there',
    () => ({ emailId: 'nothing' }),
    { type: 'invalidProperties', properties: ['emailId'] },
  ],
  [
    'one that was not made',
    () => ({ emailId: '#none' }),
    { type: 'invalidProperties', properties: ['emailId'] },
  ],
  [
    'another’s identity',
    async () => ({ ...(await draftWith({})), identityId: 'Inone' }),
    { type: 'invalidProperties', properties: ['identityId'] },
  ],
  [
    'what the server sets',
    async () => ({ ...(await draftWith({})), sendAt: '2026-12-01T00:00:00Z' }),
    { type: 'invalidProperties', properties: ['sendAt'] },
  ],
  [
    'a parameter of ESMTP',
    async () => ({
      ...(await draftWith({})),
      envelope: {
        mailFrom: { email: 'katharina@northwind.example', parameters: { HOLDFOR: '60' } },
        rcptTo: [],
      },
    }),
    { type: 'invalidProperties', properties: ['envelope'] },
  ],
])('RFC 8621 7.5: %s is refused by name, and nothing is sent', async (_name, make, error) => {
  const { notCreated } = await submit(await make());
  expect(notCreated?.['s']).toMatchObject(error);
  expect(service.outbound.submitted).toEqual([]);
});

test('RFC 8621 7.5: an alias is oneself, whatever the case of its letters', async () => {
  const create = {
    ...(await draftWith({ from: [{ email: 'k.berg@NORTHWIND.example' }] })),
    identityId: aliasId,
  };
  expect((await submit(create)).created).not.toBeNull();
});

test('RFC 8621 7.5: a refused submission changes no e-mail, and wrong changes have their names', async () => {
  const { id: emailId } = await createDraft(service, { to: null });
  const onSuccess = {
    onSuccessUpdateEmail: { '#s': { mailboxIds: { sent: true } } },
    onSuccessDestroyEmail: ['#s'],
  };
  await submit({ emailId }, onSuccess);
  expect((await call<EmailList>(service.app, 'Email/get', { ids: [emailId] })).list).toHaveLength(1);
  const made = await submit({ emailId: (await createDraft(service)).id });
  const id = made.created?.['s']?.id ?? '';
  const answer = await call<SetAnswer>(service.app, 'EmailSubmission/set', {
    update: { [id]: { undoStatus: 'final' }, none: { undoStatus: 'canceled' } },
    destroy: ['none2'],
  });
  expect(answer).toMatchObject({
    notUpdated: { [id]: { type: 'invalidProperties' }, none: { type: 'notFound' } },
    notDestroyed: { none2: { type: 'notFound' } },
  });
  expect(await call(service.app, 'EmailSubmission/set', { ifInState: '0', destroy: [id] })).toMatchObject({
    error: 'stateMismatch',
  });
  expect(await call(service.app, 'EmailSubmission/set', { accountId: 'tomas' })).toMatchObject({
    error: 'accountReadOnly',
  });
});

test('RFC 8621 7.3: submissions are found by what they are of, and in order', async () => {
  const ids: string[] = [];
  const emailIds: string[] = [];
  for (const subject of ['a', 'b', 'c']) {
    const { id: emailId } = await createDraft(service, { subject });
    emailIds.push(emailId);
    ids.push((await submit({ emailId })).created?.['s']?.id ?? '');
    service.clock.advance(1000);
  }
  const query = async (args: Record<string, unknown>): Promise<readonly string[]> =>
    (await call<Ids>(service.app, 'EmailSubmission/query', args)).ids;
  const sort = [{ property: 'sentAt', isAscending: false }];
  expect(await query({ sort })).toEqual([...ids].reverse());
  expect(await query({ sort, position: 1, limit: 1 })).toEqual([ids[1]]);
  expect(await query({ sort, position: -1 })).toEqual([ids[0]]);
  expect(await query({ sort, anchor: ids[1], anchorOffset: 1 })).toEqual([ids[0]]);
  expect(await query({ filter: { emailIds: [emailIds[1]] } })).toEqual([ids[1]]);
  expect(
    await query({
      filter: { operator: 'NOT', conditions: [{ emailIds: [emailIds[1]] }, { undoStatus: 'final' }] },
      sort,
    }),
  ).toEqual([ids[2], ids[0]]);
  const errors: [Record<string, unknown>, string][] = [
    [{ filter: { colour: 'red' } }, 'unsupportedFilter'],
    [{ sort: [{ property: 'colour' }] }, 'unsupportedSort'],
    [{ anchor: 'none' }, 'anchorNotFound'],
    [{ colour: 'red' }, 'invalidArguments'],
  ];
  for (const [args, error] of errors) {
    expect(await call(service.app, 'EmailSubmission/query', args)).toMatchObject({ error });
  }
});

async function imported(bytes: string): Promise<string> {
  const { body } = await upload(service.app, bytes);
  const emails = { e: { blobId: body['blobId'], mailboxIds: { drafts: true } } };
  const { created } = await call<SetAnswer>(service.app, 'Email/import', { emails });
  return created?.['e']?.id ?? '';
}

async function draftWith(more: Record<string, unknown>): Promise<Record<string, unknown>> {
  return { emailId: (await createDraft(service, more)).id };
}

function envelope(mailFrom: string, rcptTo: readonly string[]): Record<string, unknown> {
  return { mailFrom: { email: mailFrom }, rcptTo: rcptTo.map((email) => ({ email })) };
}

async function withEnvelope(mailFrom: string, rcptTo: readonly string[]): Promise<Record<string, unknown>> {
  return { ...(await draftWith({})), envelope: envelope(mailFrom, rcptTo) };
}
