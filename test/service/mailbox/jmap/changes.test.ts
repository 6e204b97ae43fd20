/** Changes of every type, told alike before and after a restart (RFC 8620 section 5.2). */
import { expect, test } from 'vitest';
import { startService, type TestService } from '../mail-service.ts';
import { call, type EmailList } from './jmap-client.ts';
import { plain, receive } from './mailbox-of-mail.ts';
import { createDraft, raw, upload, withKatharina, type SetAnswer } from './own-mail.ts';

interface Changes {
  readonly newState: string;
  readonly hasMoreChanges: boolean;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly destroyed: readonly string[];
  readonly error?: string;
}

const changes = (service: TestService, type: string, sinceState: string, more = {}): Promise<Changes> =>
  call<Changes>(service.app, `${type}/changes`, { sinceState, ...more });

test('RFC 8621 3.2: threads come, grow, shrink and go', async () => {
  const service = await startService();
  await receive(service, [plain('Plan', 'x', 'Message-ID: <1@x>\n'), plain('Other')]);
  const { state, list } = await call<EmailList>(service.app, 'Email/get', {
    properties: ['threadId', 'subject'],
  });
  const idOf = (subject: string): string =>
    String(list.find((email) => email['subject'] === subject)?.['id']);
  const threadOf = (subject: string): string =>
    String(list.find((email) => email['subject'] === subject)?.['threadId']);
  const reply = await createDraft(service, { subject: 'Re: Plan', inReplyTo: ['1@x'] });
  const fresh = await createDraft(service, { subject: 'New' });
  await call(service.app, 'Email/set', { destroy: [idOf('Other')] });
  const briefly = await createDraft(service, { subject: 'Brief' });
  await call(service.app, 'Email/set', {
    destroy: [briefly.id],
    update: { [reply.id]: { 'keywords/$seen': null } },
  });
  const told = await changes(service, 'Thread', state);
  expect(reply.threadId).toBe(threadOf('Plan'));
  expect(told).toMatchObject({
    created: [fresh.threadId],
    updated: [threadOf('Plan')],
    destroyed: [threadOf('Other')],
    hasMoreChanges: false,
  });
});

test('RFC 8621 2.2: a move touches both mailboxes', async () => {
  const service = await startService();
  const draft = await createDraft(service);
  const { state } = await call<EmailList>(service.app, 'Mailbox/get', {});
  await call(service.app, 'Email/set', { update: { [draft.id]: { mailboxIds: { sent: true } } } });
  const told = await changes(service, 'Mailbox', state);
  expect(told.updated).toEqual(expect.arrayContaining(['drafts', 'sent']));
});

test.each(['Email', 'Mailbox', 'Thread', 'EmailSubmission'])(
  'RFC 8620 5.2: %s/changes are the same after a restart, and unknown states are refused',
  async (type) => {
    const service = await withKatharina(await startService());
    const since =
      (await createDraft(service)).id && (await call<EmailList>(service.app, 'Mailbox/get', {})).state;
    const { body } = await upload(service.app, raw('made@northwind.example'));
    const emails = { e: { blobId: body['blobId'], mailboxIds: { drafts: true } } };
    const imported = await call<SetAnswer>(service.app, 'Email/import', { emails });
    const identities = await call<EmailList>(service.app, 'Identity/get', {});
    const create = { s: { emailId: imported.created?.['e']?.id, identityId: identities.list[0]?.['id'] } };
    await call(service.app, 'EmailSubmission/set', { create });
    const told = await changes(service, type, since);
    expect(told.created.length + told.updated.length).toBe(1);
    const { folder, clock, outbound } = service;
    await service.stop();
    const later = await startService({ folder, clock, outbound });
    // What was still pending is asked about anew at the start, and that may move the state on.
    expect(await changes(later, type, since)).toMatchObject({ created: told.created, updated: told.updated });
    for (const state of ['', 'x', '999999']) {
      expect((await changes(later, type, state)).error, state).toBe('cannotCalculateChanges');
    }
  },
);

test('RFC 8620 5.2: changes in portions add up to all of them', async () => {
  const service = await startService();
  for (const subject of ['a', 'b', 'c', 'd', 'e']) await createDraft(service, { subject });
  let state = '0';
  const seen: string[] = [];
  for (let more = true; more;) {
    const told = await changes(service, 'Thread', state, { maxChanges: 2 });
    seen.push(...told.created);
    ({ newState: state, hasMoreChanges: more } = told);
  }
  expect(new Set(seen).size).toBe(5);
});

test('RFC 8621 6: identities change only when addresses do', async () => {
  const service = await withKatharina(await startService());
  const { state } = await call<EmailList>(service.app, 'Identity/get', {});
  expect(await changes(service, 'Identity', state)).toMatchObject({
    newState: state,
    created: [],
    updated: [],
  });
  await service.db.deleteFrom('mailAddresses').where('isAlias', '=', 1).execute();
  expect((await changes(service, 'Identity', state)).error).toBe('cannotCalculateChanges');
});
