/** Tests how a message is handed over by JMAP: every answer that a server can give, at every step (RFC 8621 sections 4.8, 6 and 7). */
import { describe, expect, test } from 'vitest';
import { createJmapClient } from '../../../../electron/device/mailbox/jmap/client.ts';
import { createMailSubmitter, type OutgoingMail } from '../../../../electron/device/outbox/submit-mail.ts';
import type { HttpAnswer } from '../../../../electron/device/ports.ts';
import { SUBMIT_ONCE } from '../../../../shared/protocol/submit-once.ts';

const BASE_URL = 'http://service.test';
const MAIL: OutgoingMail = {
  ...{
    id: 'm@x.example',
    accountId: 'a',
    mailFrom: 'K@x.example',
    rcptTo: ['b@x.example'],
    raw: Buffer.from('mail'),
  },
};

type Answers = Readonly<Record<string, object>>;
const FINE: Answers = {
  'Identity/get': { list: [{ id: 'i', email: 'k@x.example' }] },
  'Mailbox/get': {
    list: [
      { id: 'd', role: 'drafts' },
      { id: 's', role: 'sent' },
    ],
  },
  'Email/import': { created: { email: { id: 'e' } } },
  'EmailSubmission/set': { created: { mail: { undoStatus: 'pending' } } },
  'Email/query': { ids: [] },
  'Email/get': { list: [] },
  'Email/set': {},
};

/** A server that answers each method as it is told to; `upload` is the status of uploads, `extra` what else it can do. */
function createRig(change: Answers = {}, upload = 201, extra: object = { [SUBMIT_ONCE]: {} }) {
  const answers: Answers = { ...FINE, ...change };
  const asked: [string, Readonly<Record<string, unknown>>][] = [];
  const json = (value: unknown, status = 200, headers = {}): HttpAnswer => ({
    ...{ kind: 'answered', status, headers },
    body: Buffer.from(JSON.stringify(value)),
  });
  const client = createJmapClient(
    {
      request: async ({ url, body }) => {
        if (url.endsWith('/.well-known/jmap')) return json(session(extra));
        if (url.includes('/upload/')) return json({ blobId: 'blob' }, upload, { 'retry-after': '7' });
        const { methodCalls } = JSON.parse(String(body)) as { methodCalls: [string, object, string][] };
        const methodResponses = methodCalls.map(([name, args, id]) => {
          asked.push([name, args as Readonly<Record<string, unknown>>]);
          const answer = answers[name] ?? {};
          return ['type' in answer ? 'error' : name, answer, id];
        });
        return json({ methodResponses, sessionState: 's' });
      },
    },
    () => ({ apiBaseUrl: BASE_URL, token: 't', accountId: 'a' }),
  );
  return {
    submitter: createMailSubmitter(client),
    asked,
    argsOf: (name: string) => asked.find(([each]) => each === name)?.[1],
  };
}

function session(extra: object): object {
  return {
    ...{
      apiUrl: '/api',
      uploadUrl: '/upload/{accountId}',
      downloadUrl: '/d/{accountId}/{blobId}/{name}',
      state: 's',
    },
    ...{
      capabilities: { 'urn:ietf:params:jmap:core': { maxObjectsInGet: 50 }, ...extra },
      accounts: { a: { name: 'K' } },
    },
  };
}

const refusedSubmission = (type: string): Answers => ({
  'EmailSubmission/set': { notCreated: { mail: { type } } },
});

test.each<[string, Answers, number, object]>([
  ['taken', {}, 201, { type: 'accepted' }],
  [
    'taken before, and the answer was lost',
    { 'Email/import': { notCreated: { email: { type: 'alreadyExists', existingId: 'e' } } } },
    201,
    { type: 'accepted' },
  ],
  [
    'taken back from elsewhere',
    { 'EmailSubmission/set': { created: { mail: { undoStatus: 'canceled' } } } },
    201,
    { type: 'taken-back' },
  ],
  [
    'of somebody else',
    { 'Identity/get': { list: [{ id: 'i', email: 'other@x.example' }] } },
    201,
    { type: 'refused', problem: 'forbiddenFrom' },
  ],
  ['too large', {}, 413, { type: 'refused', problem: 'tooLarge' }],
  [
    'no mail',
    { 'Email/import': { notCreated: { email: { type: 'invalidEmail' } } } },
    201,
    { type: 'refused', problem: 'invalidEmail' },
  ],
  [
    'to nobody it knows',
    refusedSubmission('invalidRecipients'),
    201,
    { type: 'refused', problem: 'invalidRecipients' },
  ],
  [
    'not to be sent by this person',
    refusedSubmission('forbiddenToSend'),
    201,
    { type: 'refused', problem: 'forbiddenToSend' },
  ],
  [
    'from a mailbox that is only to be read',
    { 'Email/import': { type: 'accountReadOnly' } },
    201,
    { type: 'refused', problem: 'forbiddenToSend' },
  ],
  ['for now not to be had', refusedSubmission('serverFail'), 201, { type: 'unheard' }],
  [
    'for now not to be put there',
    { 'Email/import': { notCreated: { email: { type: 'serverFail' } } } },
    201,
    { type: 'unheard' },
  ],
  ['come too soon', {}, 429, { type: 'unheard', retryAfterMs: 7000 }],
  [
    'in the way of a fault of the server',
    { 'EmailSubmission/set': { type: 'serverFail' } },
    201,
    { type: 'unheard', retryAfterMs: null },
  ],
  ['answered with what is no answer', { 'Mailbox/get': { list: 'none' } }, 201, { type: 'unheard' }],
])('a message that is %s', async (_, change, upload, outcome) => {
  expect(await createRig(change, upload).submitter.submit(MAIL)).toMatchObject(outcome);
});

test('the envelope is the outbox’s, and what was sent is filed in Sent by the submission itself', async () => {
  const { submitter, argsOf } = createRig();
  await submitter.submit(MAIL);
  expect(argsOf('EmailSubmission/set')).toMatchObject({
    create: {
      mail: {
        identityId: 'i',
        emailId: 'e',
        envelope: { mailFrom: { email: 'K@x.example' }, rcptTo: [{ email: 'b@x.example' }] },
      },
    },
    onSuccessUpdateEmail: {
      '#mail': { 'mailboxIds/d': null, 'mailboxIds/s': true, 'keywords/$draft': null },
    },
  });
});

test('taken back: submitted and cancelled in one, and nothing of it stays at the server', async () => {
  const { submitter, argsOf } = createRig();
  expect(await submitter.takeBack(MAIL)).toEqual({ type: 'taken-back' });
  expect(argsOf('EmailSubmission/set')).toMatchObject({ update: { '#mail': { undoStatus: 'canceled' } } });
  expect(argsOf('Email/set')).toMatchObject({ destroy: ['e'] });
});

test('too late to be taken back: it stays where it is', async () => {
  const answer = { created: { mail: {} }, notUpdated: { '#mail': { type: 'cannotUnsend' } } };
  const { submitter, asked } = createRig({ 'EmailSubmission/set': answer });
  expect(await submitter.takeBack(MAIL)).toEqual({ type: 'too-late' });
  expect(asked.some(([name]) => name === 'Email/set')).toBe(false);
});

test.each([
  ['of its whole domain', '*@x.example'],
  ['that names no address', ''],
])('RFC 8621 section 6: an identity %s is the sender’s too', async (_, email) => {
  const identities = {
    list: [
      { id: 'other', email: 'other@x.example' },
      { id: 'i', email },
    ],
  };
  const { submitter, argsOf } = createRig({ 'Identity/get': identities });
  expect(await submitter.submit(MAIL)).toEqual({ type: 'accepted' });
  expect(argsOf('EmailSubmission/set')).toMatchObject({ create: { mail: { identityId: 'i' } } });
});

test('where there is no Sent, what was sent is at least no draft any more', async () => {
  const { submitter, argsOf } = createRig({ 'Mailbox/get': { list: [{ id: 'd', role: 'drafts' }] } });
  await submitter.submit(MAIL);
  expect(argsOf('EmailSubmission/set')).toMatchObject({
    onSuccessUpdateEmail: { '#mail': { 'keywords/$draft': null } },
  });
  expect(JSON.stringify(argsOf('EmailSubmission/set'))).not.toContain('mailboxIds');
});

describe('rule 9: a server that does not know the ids', () => {
  const none = { list: [] };
  const left = (keywords: object, messageId = MAIL.id) => ({
    list: [{ id: 'e', keywords, messageId: [messageId] }],
  });
  const draft = left({ $draft: true });
  const sent = left({ $seen: true });
  const HANDED_OVER = 'EmailSubmission/set';

  test.each([
    ['nothing of it', none, 'accepted', ['Email/import', HANDED_OVER]],
    ['its draft', draft, 'accepted', [HANDED_OVER]],
    ['what was sent', sent, 'accepted', []],
    ['a message that only names it', left({}, 'other@x.example'), 'accepted', ['Email/import', HANDED_OVER]],
  ])('has %s: it goes out once', async (_, found, type, changes) => {
    const { submitter, asked } = createRig({ 'Email/get': found }, 201, {});
    expect(await submitter.submit(MAIL)).toEqual({ type });
    expect(changing(asked)).toEqual(changes);
  });

  test.each([
    ['nothing of it', none, 'taken-back', []],
    ['its draft', draft, 'taken-back', ['Email/set']],
    ['what was sent', sent, 'too-late', []],
  ])('has %s: nothing is sent by taking it back', async (_, found, type, changes) => {
    const { submitter, asked } = createRig({ 'Email/get': found }, 201, {});
    expect(await submitter.takeBack(MAIL)).toEqual({ type });
    expect(changing(asked)).toEqual(changes);
  });
});

const changing = (asked: readonly (readonly [string, unknown])[]): readonly string[] =>
  asked.map(([name]) => name).filter((name) => /\/(set|import)$/u.test(name));
