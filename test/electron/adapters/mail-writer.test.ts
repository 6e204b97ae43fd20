/** Tests outgoing mail as somebody else reads it: its header, its forms, its files. */
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { mailWriter } from '../../../electron/adapters/mail-writer/mail-writer.ts';
import type { MailToWrite } from '../../../electron/device/ports.ts';

const mail: MailToWrite = {
  ...{ messageId: 'id-1@northwind.example', dateMs: Date.UTC(2026, 10, 23, 9), subject: 'Größe – 表' },
  from: { name: 'Brandt, Katharina', address: 'katharina@northwind.example' },
  to: [{ name: '', address: 'lena@northwind.example' }],
  cc: [],
  bcc: [{ name: 'Hidden', address: 'hidden@northwind.example' }],
  ...{ text: 'Hi Lena,\n> quoted\n.\nFrom here', html: null, inReplyTo: null, references: [], files: [] },
};

async function written(change: Partial<MailToWrite>) {
  const raw = Buffer.from(await mailWriter.write({ ...mail, ...change })).toString('latin1');
  const types = Array.from(raw.matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gim), ([, type]) => type);
  return { raw, types, read: await PostalMime.parse(raw) };
}

describe('the header', () => {
  test('names sender, recipients and those in Bcc, and says when', async () => {
    const { raw, read } = await written({});
    expect(read.from).toMatchObject(mail.from);
    expect(read.subject).toBe(mail.subject);
    expect(read.messageId).toBe('<id-1@northwind.example>');
    expect(raw).toMatch(/^Bcc: Hidden <hidden@northwind.example>\r$/m);
    expect(raw).toMatch(/^Date: Mon, 23 Nov 2026 09:00:00 \+0000\r$/m);
  });
  test('of an answer names what it answers', async () => {
    const { read } = await written({ inReplyTo: 'b@x', references: ['a@x', 'b@x'] });
    expect([read.inReplyTo, read.references]).toEqual(['<b@x>', '<a@x> <b@x>']);
  });
  test('takes no line from what was typed', async () => {
    const { read } = await written({ subject: 'a\r\nBcc: x@y.example' });
    expect(read.headers.filter(({ key }) => key === 'bcc')).toHaveLength(1);
  });
});

describe('the body', () => {
  test('RFC 5322 section 2.3: every line ends with CR and LF, and nothing else has either', async () => {
    const file = { name: 'a.eml', mediaType: 'message/rfc822', bytes: Buffer.from('Subject: a\n\nb\n') };
    const { raw } = await written({ html: '<pre>a\nb</pre>', files: [file] });
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
  });
  test('of plain text is text alone', async () => {
    const { types, read } = await written({});
    expect(types).toEqual(['text/plain']);
    expect(read.text?.trimEnd()).toBe(mail.text);
  });
  test('of formatted text is there in both forms, the better one last (RFC 2046 section 5.1.4)', async () => {
    const { types, read } = await written({ html: '<div>Hi <b>Lena</b>, größer</div>' });
    expect(types).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
    expect(read.text?.trimEnd()).toBe(mail.text);
    expect(read.html).toContain('<div>Hi <b>Lena</b>, größer</div>');
  });
  test('stands beside files, byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const file = { name: 'Größe.bin', mediaType: 'application/octet-stream', bytes };
    const { types, read } = await written({ html: '<div>a</div>', files: [file] });
    expect(types.slice(0, 2)).toEqual(['multipart/mixed', 'multipart/alternative']);
    expect(read.attachments).toHaveLength(1);
    expect(read.attachments[0]?.filename).toBe('Größe.bin');
    expect(new Uint8Array(read.attachments[0]?.content as ArrayBuffer)).toEqual(bytes);
  });
});
