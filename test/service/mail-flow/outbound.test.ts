/** What people send: to others by smart host or MX, to colleagues by our own door, once, and its fate told (G29 to G31). */
import { generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { SOON } from './flow-rig.ts';
import { startFaultySink } from './faulty-sink.ts';
import { openOutbound, smartHost, type OutboundRig } from './outbound-rig.ts';

const MINUTE_MS = 60_000;
const RAW = [
  ...[
    'From: Ada <ada@example.com>',
    'To: bob@other.example',
    'Bcc: secret@other.example,',
    '\tmore@other.example',
  ],
  ...[
    'Subject: hello',
    'Message-ID: <1@example.com>',
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    '',
    'Body',
    '',
  ],
].join('\r\n');

async function statusOf(rig: OutboundRig, messageId: string) {
  return (await rig.flow.outbound.statusOf(rig.core.db, [`of ${messageId}`])).get(`of ${messageId}`);
}

async function sendOne(rig: OutboundRig, to: readonly string[], raw = RAW): Promise<void> {
  const accountId = await rig.core.addPerson('ada@example.com');
  const messageId = await rig.draft('Mdraft', accountId, raw);
  await rig.submit({ messageId, accountId, envelope: { mailFrom: 'ada@example.com', rcptTo: to } });
}

test('it goes to the smart host, without Bcc, to everybody of the envelope; who moved it is told', async () => {
  const sink = await startFaultySink();
  const rig = await openOutbound(smartHost(sink));
  const moved: string[] = [];
  rig.flow.outbound.subscribe(({ submissionId }) => moved.push(submissionId));
  await sendOne(rig, ['bob@other.example', 'secret@other.example']);
  await expect.poll(() => sink.messages.length, SOON).toBe(1);
  expect(sink.messages[0]).toMatchObject({
    ...{ from: 'ada@example.com', to: ['bob@other.example', 'secret@other.example'] },
  });
  expect(sink.messages[0]?.wire.toString()).toBe(RAW.replace(/^Bcc:[^]*?\r\n(?=Subject)/mu, ''));
  await expect
    .poll(() => statusOf(rig, 'Mdraft'), SOON)
    .toMatchObject({
      undoStatus: 'final',
      recipients: [
        { address: 'bob@other.example', delivered: 'unknown', smtpReply: '250 2.0.0 taken as 1' },
        { address: 'secret@other.example', delivered: 'unknown' },
      ],
    });
  expect(moved).toContain('of Mdraft');
});

test('G29: submitted again under the same id, it goes out once', async () => {
  const sink = await startFaultySink();
  const rig = await openOutbound(smartHost(sink));
  await sendOne(rig, ['bob@other.example']);
  const envelope = { mailFrom: 'ada@example.com', rcptTo: ['bob@other.example', 'eve@other.example'] };
  await rig.submit({ messageId: 'Mdraft', envelope: { ...envelope, rcptTo: ['bob@other.example'] } });
  await expect.poll(() => sink.messages.length, SOON).toBe(1);
  await rig.submit({ messageId: 'Mdraft', envelope: { ...envelope, rcptTo: ['bob@other.example'] } });
  await rig.submit({ submissionId: 'another', messageId: 'Mdraft', envelope });
  await expect.poll(() => sink.messages.length, SOON).toBe(2);
  expect(sink.messages.map(({ to }) => to.length)).toEqual([1, 2]);
});

test('G31: cancelled before its time it never goes; given to a connection, it is handed over', async () => {
  const sink = await startFaultySink();
  const rig = await openOutbound(smartHost(sink));
  const accountId = await rig.core.addPerson('ada@example.com');
  const messageId = await rig.draft('Mdraft', accountId, RAW);
  const envelope = { mailFrom: 'ada@example.com', rcptTo: ['bob@other.example', 'eve@other.example'] };
  const sendAt = new Date(rig.core.clock.nowMs + MINUTE_MS).toISOString();
  const cancel = (id: string) => rig.core.db.transaction().execute((db) => rig.flow.outbound.cancel(db, id));
  await rig.submit({ messageId, accountId, envelope, sendAt });
  expect(await statusOf(rig, messageId)).toMatchObject({ undoStatus: 'pending' });
  expect(await cancel(`of ${messageId}`)).toBe('cancelled');
  expect(await cancel(`of ${messageId}`)).toBe('cancelled');
  expect(await statusOf(rig, messageId)).toMatchObject({ undoStatus: 'canceled' });
  expect(await cancel('of nothing')).toBe('unknown');
  rig.advance(2 * MINUTE_MS);
  sink.behave = (stage) => (stage === 'dot' ? 'stall' : 'ok');
  await rig.submit({ submissionId: 'second', messageId, accountId, envelope });
  await expect.poll(() => sink.connections(), SOON).toBe(1);
  expect(await cancel('second')).toBe('already-handed-over');
  expect(sink.messages).toEqual([]);
  await sink.stop();
});

test('C3: to a colleague it goes in by our own door, once, without Bcc, and tells that it arrived', async () => {
  const sink = await startFaultySink();
  const rig = await openOutbound(smartHost(sink));
  const tom = await rig.core.addPerson('tom@example.com');
  await sendOne(rig, ['tom@example.com', 'bob@other.example']);
  await expect
    .poll(() => statusOf(rig, 'Mdraft'), SOON)
    .toMatchObject({
      recipients: [{ delivered: 'yes' }, { delivered: 'unknown' }],
    });
  await rig.mailboxes.idle();
  const placed = await rig.core.db.selectFrom('emails').selectAll().where('accountId', '=', tom).execute();
  expect(placed).toMatchObject([{ mailbox: 'inbox' }]);
  const raw = (await rig.files.read(placed[0]?.messageId ?? ''))?.toString() ?? '';
  expect(raw).toMatch(/^Received: from mx\.example\.com [^]*with LOCAL id L/);
  expect(raw).not.toMatch(/bcc|secret/iu);
});

test('a message that is refused comes back to its sender’s mailbox as a report (RFC 3464)', async () => {
  const sink = await startFaultySink();
  const rig = await openOutbound(smartHost(sink));
  sink.behave = (stage, what) =>
    stage === 'rcpt' && what.startsWith('bob') ? '550 5.7.1 not from you' : 'ok';
  await sendOne(rig, ['bob@other.example', 'eve@other.example']);
  await expect
    .poll(() => statusOf(rig, 'Mdraft'), SOON)
    .toMatchObject({
      recipients: [{ delivered: 'no', smtpReply: '550 5.7.1 not from you' }, { delivered: 'unknown' }],
    });
  const report = () => rig.core.db.selectFrom('messages').selectAll().where('id', 'like', 'D%').execute();
  await expect.poll(async () => (await report()).length, SOON).toBe(1);
  const raw = (await rig.files.read((await report())[0]?.id ?? ''))?.toString() ?? '';
  expect(raw).toMatch(/^Content-Type: multipart\/report; report-type=delivery-status;/m);
  for (const line of [
    ...['To: ada@example.com', 'Auto-Submitted: auto-replied', 'Content-Type: message/delivery-status'],
    ...['Reporting-MTA: dns; mx.example.com', 'Final-Recipient: rfc822; bob@other.example', 'Action: failed'],
    ...['Status: 5.7.1', 'Remote-MTA: dns; 127.0.0.1', 'Diagnostic-Code: smtp; 550 5.7.1 not from you'],
    ...['Content-Type: text/rfc822-headers', 'Message-ID: <1@example.com>'],
  ])
    expect(
      raw.split('\r\n').some((given) => given.startsWith(line)),
      line,
    ).toBe(true);
  expect(raw).not.toContain('eve@other.example');
  expect(rig.failures).toEqual([]);
});

test('what its domain signs is signed, and the signature holds for what was sent (RFC 6376)', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const sink = await startFaultySink();
  const key = { domain: 'example.com', selector: 'k2026', privateKey: pem };
  const rig = await openOutbound(smartHost(sink), { signingKeys: [key] });
  await sendOne(rig, ['bob@other.example']);
  await expect.poll(() => sink.messages.length, SOON).toBe(1);
  const wire = sink.messages[0]?.wire.toString() ?? '';
  const field = /^DKIM-Signature: [^]*?\r\n(?=\S)/m.exec(wire)?.[0] ?? '';
  const tag = (name: string): string =>
    (new RegExp(`[;\\s]${name}=([^;]*)`).exec(field)?.[1] ?? '').replace(/\s/gu, '');
  expect([tag('d'), tag('s'), tag('a'), tag('c')]).toEqual([
    'example.com',
    'k2026',
    'rsa-sha256',
    'relaxed/relaxed',
  ]);
  const relaxed = (line: string): string => {
    const [, name = '', value = ''] = /^([^:]+):([^]*)$/u.exec(line) ?? [];
    return `${name.toLowerCase()}:${value.replace(/\s+/gu, ' ').trim()}`;
  };
  const lines =
    wire
      .replace(field, '')
      .split('\r\n\r\n', 1)[0]
      ?.split(/\r\n(?!\s)/u) ?? [];
  const covered = tag('h')
    .split(':')
    .flatMap((name) =>
      lines.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).map(relaxed),
    );
  const unsigned = relaxed(field.replace(/([;\s]b=)[^;]*/u, '$1'));
  const data = Buffer.from([...covered, unsigned].join('\r\n'));
  expect(verify('sha256', data, publicKey, Buffer.from(tag('b'), 'base64'))).toBe(true);
});

test('by MX: in the order of preference, the next server where one is away; none at all is final', async () => {
  const sink = await startFaultySink();
  const asked: string[] = [];
  const resolveMx = async (domain: string) => {
    asked.push(domain);
    if (domain === 'null.example') return [{ exchange: '', priority: 0 }];
    return [
      { exchange: '127.0.0.1', priority: 20 },
      { exchange: '127.0.0.2', priority: 10 },
    ];
  };
  const rig = await openOutbound(
    { primaries: new Map(), outbound: { kind: 'mx' } },
    { mx: { resolveMx, port: sink.port } },
  );
  await sendOne(rig, ['bob@other.example', 'eve@other.example', 'x@null.example']);
  await expect
    .poll(() => statusOf(rig, 'Mdraft'), SOON)
    .toMatchObject({
      recipients: [
        { delivered: 'unknown' },
        { delivered: 'unknown' },
        { delivered: 'no', smtpReply: expect.stringMatching(/^556 5\.1\.10/) as string },
      ],
    });
  expect(sink.messages.map(({ to }) => to)).toEqual([['bob@other.example', 'eve@other.example']]);
  expect([...asked].sort()).toEqual(['null.example', 'other.example']);
});

test('G23: no bare CR or LF leaves, and a dot stays a dot', async () => {
  const sink = await startFaultySink();
  const rig = await openOutbound(smartHost(sink));
  await sendOne(
    rig,
    ['bob@other.example'],
    `Subject: odd\r\n\r\na\n.\nb\r.\rc\r\n.\nd\n.\r\ne\r\n..\r\n\n.\r\n`,
  );
  await expect.poll(() => sink.messages.length, SOON).toBe(1);
  const wire = sink.messages[0]?.wire.toString('latin1') ?? '';
  expect(wire).not.toMatch(/\r(?!\n)|(?<!\r)\n/u);
  expect(wire).not.toMatch(/\r\n\.(?!\.)/u);
  expect(wire).toMatch(/a\r\n\.\.\r\nb\r\n\.\.\r\nc\r\n\.\.\r\nd\r\n\.\.\r\ne\r\n\.\.\.\r\n/u);
});

test('A4, RFC 1047: the answer after the dot is lost: sent again with the same Message-ID, and counted', async () => {
  const sink = await startFaultySink();
  const rig = await openOutbound(smartHost(sink));
  let cuts = 1;
  sink.behave = (stage) => (stage === 'dot' && cuts-- > 0 ? 'keep-and-drop' : 'ok');
  await sendOne(rig, ['bob@other.example']);
  await expect.poll(() => sink.messages.length, SOON).toBe(1);
  const rows = () => rig.core.db.selectFrom('mailDeliveries').select(['state', 'unanswered']).execute();
  await expect.poll(rows, SOON).toEqual([{ state: 'deferred', unanswered: 1 }]);
  rig.advance(2 * MINUTE_MS);
  await expect.poll(rows, SOON).toEqual([{ state: 'delivered', unanswered: 1 }]);
  const ids = sink.messages.map(({ wire }) => /^Message-ID: .*$/m.exec(wire.toString())?.[0]);
  expect(ids).toEqual([ids[0], ids[0]]);
});

test('a server that falls silent is left after the time limit, and tried again', async () => {
  const sink = await startFaultySink();
  const rig = await openOutbound(smartHost(sink), { timeouts: { silenceMs: 300 } });
  let stalls = 1;
  sink.behave = (stage) => (stage === 'data' && stalls-- > 0 ? 'stall' : 'ok');
  await sendOne(rig, ['bob@other.example']);
  const states = async () =>
    (await rig.core.db.selectFrom('mailDeliveries').select('state').execute())[0]?.state;
  await expect.poll(states, SOON).toBe('deferred');
  rig.advance(2 * MINUTE_MS);
  await expect.poll(states, SOON).toBe('delivered');
});
