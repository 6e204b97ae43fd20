/** Tests the desk: what is refused before it is sent and why, what goes to the outbox, and what answers begin with. */
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, test } from 'vitest';
import { mailWriter } from '../../../../electron/adapters/mail-writer/mail-writer.ts';
import { createComposeDesk } from '../../../../electron/device/compose/compose-desk.ts';
import { createDrafts } from '../../../../electron/device/compose/drafts.ts';
import type { OutboxEntry } from '../../../../electron/device/outbox/outbox-entry.ts';
import { MAX_FILES_BYTES, MAX_RECIPIENTS } from '../../../../shared/bridge/compose.ts';
import type { MailView } from '../../../../shared/bridge/mail.ts';
import { createFakeRecords } from '../../../fakes/memory-records.ts';

const OWN = { id: 'k', email: 'katharina@northwind.example', displayName: 'Katharina' };
const LENA = { name: 'Lena', address: 'lena@northwind.example' };
const RAW = 'Message-ID: <m1@x>\r\nReferences: <m0@x>\r\n\r\nBody\r\n';
const VIEW: MailView = {
  ...{
    id: 'm1',
    delegateOf: null,
    receivedAt: '',
    sentAt: null,
    subject: 'Plan',
    from: [LENA],
    to: [],
    cc: [],
  },
  ...{ replyTo: [], body: { kind: 'text', text: 'Body', isTooLarge: false }, inlineImages: {}, warnings: [] },
  inlineParts: [{ index: 4, fileName: 'b.png', mediaType: 'image/png', size: 3, dangerous: false }],
  attachments: [{ index: 3, fileName: 'a.pdf', mediaType: 'application/pdf', size: 3, dangerous: false }],
};
const QUOTED = { heading: 'Lena wrote:', quoted: { text: 'Body', html: null } };

function createRig() {
  const records = createFakeRecords();
  let ids = 0;
  const newId = (): string => `id-${String((ids += 1))}`;
  const drafts = createDrafts({ records, newId, nowMs: () => 0, changed: () => undefined }, new Map());
  const sent: { readonly entry: Omit<OutboxEntry, 'state'>; readonly raw: Uint8Array }[] = [];
  const state = { isDr: true };
  const desk = createComposeDesk({
    ...{ drafts, newId, nowMs: () => 0, writer: mailWriter, person: () => OWN, isDr: () => state.isDr },
    outbox: {
      send: async (entry, raw, also) => {
        await records.write(also);
        sent.push({ entry, raw });
      },
      cancel: () => Promise.resolve(null),
      ...{
        wake: () => undefined,
        stop: () => undefined,
        rows: () => [],
        counts: () => ({ queued: 0, sent: 0 }),
      },
    },
    reader: {
      list: () => Promise.reject(new Error('not asked for')),
      search: () => Promise.reject(new Error('not asked for')),
      open: async () => ({ ok: true, value: VIEW }),
      bytes: async ({ index }) => {
        const bytes = Buffer.from(index === null ? RAW : 'abc');
        const fileName = `part-${String(index)}`;
        return { ok: true, value: { bytes, fileName, mediaType: 'application/octet-stream' } };
      },
    },
  });
  async function begin(
    to: readonly { readonly name: string; readonly address: string }[] = [],
  ): Promise<string> {
    const draft = await desk['draft.create']({ kind: 'new', to: [...to], html: null });
    if (!draft.ok) throw new Error(draft.problem.message);
    return draft.value.id;
  }
  return { desk, drafts, sent, state, records, begin };
}

let rig: ReturnType<typeof createRig>;
beforeEach(() => {
  rig = createRig();
});
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ name: '', address: `p${String(at)}@x.example` }));

describe('Send', () => {
  test.each([
    ['nobody to send to', [], 'no-recipients'],
    ['more than the gateway takes', many(MAX_RECIPIENTS + 1), 'too-many-recipients'],
    ['no address', [{ name: '', address: 'lena' }], 'no-address'],
    ['two addresses in one', [{ name: '', address: 'a@x.example,b@x.example' }], 'no-address'],
  ])('is refused with %s, and the draft stays', async (_, to, code) => {
    const id = await rig.begin(to);
    expect(await rig.desk['outbox.send']({ id })).toMatchObject({ ok: false, problem: { code } });
    expect(rig.drafts.get(id)).not.toBeNull();
    expect(rig.sent).toEqual([]);
  });

  test('outside DR mode belongs to Outlook', async () => {
    const id = await rig.begin([LENA]);
    rig.state.isDr = false;
    expect(await rig.desk['outbox.send']({ id })).toMatchObject({
      ok: false,
      problem: { code: 'not-in-dr' },
    });
  });

  test('hands over each recipient once, under an id made before, and the draft has left', async () => {
    const id = await rig.begin([LENA]);
    const again = { name: 'L', address: 'LENA@northwind.example' };
    const content = {
      to: [LENA],
      cc: [again],
      bcc: [{ name: '', address: 'b@x.example' }],
      subject: 'Plan',
      text: 'a',
    };
    await rig.desk['draft.save']({ id, content: { ...content, html: '<b>a</b>' } });
    const answer = await rig.desk['outbox.send']({ id });
    const [{ entry, raw } = { entry: null, raw: Buffer.alloc(0) }] = rig.sent;
    expect(entry).toMatchObject({ mailFrom: OWN.email, rcptTo: ['LENA@northwind.example', 'b@x.example'] });
    expect(answer).toEqual({ ok: true, value: { outboxId: entry?.id } });
    const read = await PostalMime.parse(raw);
    expect([read.messageId, read.html?.includes('<b>a</b>')]).toEqual([`<${entry?.id ?? ''}>`, true]);
    expect(rig.drafts.get(id)).toBeNull();
    expect((await rig.records.read('draft')).size).toBe(0);
    expect(await rig.desk['outbox.send']({ id })).toMatchObject({
      ok: false,
      problem: { code: 'no-such-draft' },
    });
  });
});

test('files that no message can carry are refused, the others stay', async () => {
  const id = await rig.begin();
  const file = { id, name: 'a', mediaType: 'text/plain' };
  await rig.desk['draft.attach']({ ...file, bytes: Buffer.alloc(MAX_FILES_BYTES - 1) });
  const over = await rig.desk['draft.attach']({ ...file, bytes: Buffer.alloc(2) });
  expect(over).toMatchObject({ ok: false, problem: { code: 'files-too-large' } });
  expect(rig.drafts.get(id)?.files).toHaveLength(1);
});

describe('an answer', () => {
  test('refers to what it answers, and knows its circle when it goes to all', async () => {
    const reply = await rig.desk['draft.create']({ kind: 'reply-all', mailId: 'm1', ...QUOTED });
    expect(reply).toMatchObject({
      ok: true,
      value: {
        to: [LENA],
        inReplyTo: 'm1@x',
        references: ['m0@x', 'm1@x'],
        circle: [LENA.address],
        files: [],
      },
    });
  });

  test('that is a forward takes files and pictures along and begins a thread of its own', async () => {
    const forward = await rig.desk['draft.create']({ kind: 'forward', mailId: 'm1', ...QUOTED });
    expect(forward).toMatchObject({
      ok: true,
      value: { inReplyTo: null, circle: null, files: [{ name: 'part-3', size: 3 }, { name: 'part-4' }] },
    });
  });
});
