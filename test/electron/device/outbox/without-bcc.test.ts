/** Nobody learns who received a blind copy, whatever else is in the message. */
import { expect, test } from 'vitest';
import { withoutBcc } from '../../../../electron/device/outbox/without-bcc.ts';

test.each([
  [
    'in between',
    'To: a@x\r\nBcc: b@x\r\nSubject: s\r\n\r\nBcc: body\r\n',
    'To: a@x\r\nSubject: s\r\n\r\nBcc: body\r\n',
  ],
  ['folded, twice, last', 'To: a@x\r\nBCC: b@x,\r\n c@x\r\nbcc: d@x\r\n\r\nx', 'To: a@x\r\n\r\nx'],
  [
    'nowhere',
    'Subject: Bcc: b\r\nX-Bcc: c\r\n\r\n\u00fc\n\u0000',
    'Subject: Bcc: b\r\nX-Bcc: c\r\n\r\n\u00fc\n\u0000',
  ],
  ['in a header without a body', 'To: a@x\r\nBcc: b@x\r\n', 'To: a@x\r\n'],
])('Bcc %s', (_, raw, kept) => {
  expect(Buffer.from(withoutBcc(Buffer.from(raw))).toString()).toBe(kept);
});
