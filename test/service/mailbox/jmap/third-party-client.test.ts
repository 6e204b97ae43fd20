/** A JMAP client that we did not write reads a mailbox and sends from it (issue 5; interfaces 4). */
import { JamClient } from 'jmap-jam';
import { expect, test } from 'vitest';
import { startService } from '../mail-service.ts';
import { plain, receive } from './mailbox-of-mail.ts';
import { DRAFT, withKatharina } from './own-mail.ts';

test('jmap-jam reads the newest mail, searches, uploads, drafts and sends', async () => {
  const service = await withKatharina(await startService());
  await receive(service, [plain('Loading plan', 'to bay 4'), plain('Seals', 'two spare seals')]);
  const url = await service.app.listen({ host: '127.0.0.1', port: 0 });
  const jam = new JamClient({ sessionUrl: `${url}/.well-known/jmap`, bearerToken: 'katharina' });
  const accountId = await jam.getPrimaryAccount();
  expect(accountId).toBe('katharina');

  const [read] = await jam.requestMany((t) => {
    const found = t.Email.query({ accountId, filter: { text: 'seals' } });
    const emails = t.Email.get({
      accountId,
      ids: found.$ref('/ids'),
      properties: ['id', 'subject', 'preview'],
    });
    return { found, emails };
  });
  expect(read.emails.list.map((email) => email['subject'])).toEqual(['Seals']);

  const blob = await jam.uploadBlob(accountId, new Blob(['%PDF-1.7'], { type: 'application/pdf' }));
  const downloaded = await jam.downloadBlob({
    accountId,
    blobId: blob.blobId,
    mimeType: blob.type,
    fileName: 'plan.pdf',
  });
  expect(await downloaded.text()).toBe('%PDF-1.7');

  const [identities] = await jam.api.Identity.get({ accountId });
  const identityId = String(identities.list[0]?.['id']);
  const [sent] = await jam.requestMany((t) => ({
    made: t.Email.set({
      accountId,
      create: {
        draft: {
          ...DRAFT,
          attachments: [{ blobId: blob.blobId, type: 'application/pdf', name: 'plan.pdf' }],
        },
      },
    }),
    submission: t.EmailSubmission.set({
      accountId,
      create: { sending: { emailId: '#draft', identityId } },
      onSuccessUpdateEmail: {
        '#sending': { 'mailboxIds/sent': true, 'mailboxIds/drafts': null, 'keywords/$draft': null },
      },
    }),
  }));
  expect(sent.made.notCreated).toBeNull();
  const [found] = await jam.api.EmailSubmission.query({ accountId, filter: { undoStatus: 'pending' } });
  const [submissionId = ''] = found.ids;
  expect(service.outbound.submitted).toMatchObject([
    { submissionId, envelope: { rcptTo: ['lena@partner.example'] } },
  ]);

  const [filed] = await jam.api.Email.query({
    accountId,
    filter: { inMailbox: 'sent', hasAttachment: true },
  });
  expect(filed.ids).toHaveLength(1);
  const [submissions] = await jam.api.EmailSubmission.get({ accountId, ids: [submissionId] });
  expect(submissions.list).toMatchObject([{ undoStatus: 'pending', emailId: filed.ids[0] }]);
});
