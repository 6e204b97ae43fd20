/** Upload and Email/import: bytes come in, stay what they are, and are there once (RFC 8620 section 6, RFC 8621 section 4.8). */
import { expect, test } from 'vitest';
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { MAX_UPLOAD_BYTES } from '../../../../service/mailbox/upload-limits.ts';
import { startService } from '../mail-service.ts';
import { call, type EmailList } from './jmap-client.ts';
import { raw, upload, type SetAnswer } from './own-mail.ts';

test('RFC 8620 6: what was uploaded can be downloaded by its account alone, for a day', async () => {
  const service = await startService();
  const bytes = Buffer.from([0, 255, 13, 10, 46]);
  const { status, body } = await upload(service.app, bytes, { type: 'image/png' });
  expect([status, body]).toMatchObject([201, { accountId: 'katharina', type: 'image/png', size: 5 }]);
  const download = (account: string, who: string) =>
    service.app.inject({
      url: `/jmap/download/${account}/${String(body['blobId'])}/x.png`,
      headers: { authorization: `Bearer ${who}` },
    });
  expect((await download('katharina', 'katharina')).rawPayload).toEqual(bytes);
  expect((await download('tomas', 'tomas')).statusCode).toBe(404);
  expect((await upload(service.app, bytes)).body['blobId']).toBe(body['blobId']);
  service.clock.advance(DAY_MS + 1);
  await service.mailboxes.rollNow();
  expect((await download('katharina', 'katharina')).statusCode).toBe(404);
  expect(await service.db.selectFrom('uploads').selectAll().execute()).toEqual([]);
});

test('RFC 8620 6.1: uploads to others, too large ones and those without sign-in are refused', async () => {
  const { app } = await startService();
  expect((await upload(app, 'x', { accountId: 'tomas' })).status).toBe(403);
  expect((await upload(app, 'x', { accountId: 'nobody' })).status).toBe(404);
  expect((await upload(app, 'x', { who: 'nobody' })).status).toBe(401);
  const large = await upload(app, Buffer.alloc(MAX_UPLOAD_BYTES + 1));
  expect([large.status, large.body['limit']]).toEqual([413, 'maxSizeUpload']);
});

test('RFC 8621 4.8: an import is what was uploaded, byte for byte, and is there once', async () => {
  const service = await startService();
  const bytes = raw('one@northwind.example', 'X-Odd:  kept as it is \r\n');
  const { body } = await upload(service.app, bytes);
  const emails = { e: { blobId: body['blobId'], mailboxIds: { drafts: true }, keywords: { $draft: true } } };
  const first = await call<SetAnswer>(service.app, 'Email/import', { emails });
  const created = first.created?.['e'];
  const download = await service.app.inject({
    url: `/jmap/download/katharina/${String(created?.['blobId'])}/x.eml`,
    headers: { authorization: 'Bearer katharina' },
  });
  expect(download.body).toBe(bytes);
  const files = await service.files.ids();
  const again = await call<SetAnswer>(service.app, 'Email/import', { emails });
  expect(again.notCreated).toEqual({ e: { type: 'alreadyExists', existingId: created?.id } });
  expect([again.newState, await service.files.ids()]).toEqual([again.oldState, files]);
});

test.each([
  ['a blob that is not there', { blobId: 'Unothing' }, 'invalidProperties', ['blobId']],
  ['no mailbox', { mailboxIds: undefined }, 'invalidProperties', ['mailboxIds']],
  ['mail older than the window', { receivedAt: '2026-11-01T00:00:00Z' }, 'invalidProperties', ['receivedAt']],
  ['mail of the future', { receivedAt: '2036-11-01T00:00:00Z' }, 'invalidProperties', ['receivedAt']],
  ['a property that is none', { subject: 'x' }, 'invalidProperties', ['subject']],
])('RFC 8621 4.8: %s is refused by name', async (_name, more, type, properties) => {
  const { app } = await startService();
  const { body } = await upload(app, raw('one@x.example'));
  const emails = { e: { blobId: body['blobId'], mailboxIds: { inbox: true }, ...more } };
  const { notCreated } = await call<SetAnswer>(app, 'Email/import', { emails });
  expect(notCreated?.['e']).toMatchObject({ type, properties });
});

test('RFC 8621 4.8: bytes that are no message are an invalidEmail', async () => {
  const { app } = await startService();
  const { body } = await upload(app, '');
  const emails = { e: { blobId: body['blobId'], mailboxIds: { inbox: true } } };
  const { notCreated } = await call<SetAnswer>(app, 'Email/import', { emails });
  expect(notCreated?.['e']?.['type']).toBe('invalidEmail');
});

test('an import and a draft are there after a restart, and states go on', async () => {
  const service = await startService();
  const { body } = await upload(service.app, raw('one@northwind.example'));
  const emails = { e: { blobId: body['blobId'], mailboxIds: { inbox: true } } };
  const { newState } = await call<SetAnswer>(service.app, 'Email/import', { emails });
  await service.stop();
  const { folder, clock } = service;
  const later = await startService({ folder, clock });
  const found = await call<EmailList>(later.app, 'Email/get', { properties: ['subject'] });
  expect([found.state, found.list.map(({ subject }) => subject)]).toEqual([newState, ['Loading plan']]);
  const changes = await call(later.app, 'Email/changes', { sinceState: newState });
  expect(changes).toMatchObject({ created: [], updated: [], destroyed: [], newState });
});
