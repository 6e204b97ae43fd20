/** From JMAP's email to what the cache keeps. */
import { expect, it } from 'vitest';
import { emailsSchema, toCachedMail } from '../../../../electron/device/mailbox/jmap/email.ts';

function listOf(listId: string | null): string | null {
  const { list } = emailsSchema.parse({
    state: 's',
    list: [
      {
        id: 'm1',
        blobId: 'b1',
        threadId: 't1',
        mailboxIds: { inbox: true },
        keywords: {},
        size: 1,
        receivedAt: '2026-11-23T09:00:00.000Z',
        from: null,
        to: null,
        cc: null,
        hasAttachment: false,
        'header:List-Id:asText': listId,
        textBody: [],
        htmlBody: [],
        bodyValues: {},
      },
    ],
  });
  const [email] = list;
  if (email === undefined) throw new Error('no email');
  return toCachedMail(email, new Map()).list;
}

it.each([
  ['Logistics <logistics.northwind.example>', 'Logistics'],
  ['"Tour & Rampe" <tour.northwind.example>', 'Tour & Rampe'],
  ['<logistics.northwind.example>', 'logistics.northwind.example'],
  ['logistics.northwind.example', 'logistics.northwind.example'],
  ['', null],
  [null, null],
])('a List-Id of %j is shown as %j (RFC 2919 section 2)', (listId, name) => {
  expect(listOf(listId)).toBe(name);
});
