/** Mail that the primary refuses goes back to who sent it, and nothing ever goes back twice or to nobody (RFC 3464, L2). */
import { expect, test } from 'vitest';
import { statusOf } from '../../../service/mail-flow/delivery-report.ts';
import { startFaultySink } from './faulty-sink.ts';
import { SOON, startFlow, toSink } from './flow-rig.ts';

const DAY_MS = 86_400_000;

async function startBoth() {
  const outside = await startFaultySink();
  const inside = await startFaultySink();
  const server = { host: '127.0.0.1', port: outside.port, scheme: 'smtp', user: null } as const;
  const flow = await startFlow({
    routes: { primaries: toSink(inside), outbound: { kind: 'smart-host', server } },
  });
  await flow.addPerson('ada@example.com');
  return { flow, inside, outside };
}

test('refused by the primary, the sender gets one report by the way of outbound mail', async () => {
  const { flow, inside, outside } = await startBoth();
  inside.behave = (stage) => (stage === 'rcpt' ? '550 5.1.1 no such mailbox' : 'ok');
  await flow.send('unwanted', ['ada@example.com']);
  await expect.poll(() => outside.messages.length, SOON).toBe(1);
  const [report] = outside.messages;
  expect(report).toMatchObject({ from: '', to: ['bob@sender.example'] });
  expect(report?.wire.toString()).toMatch(/Status: 5\.1\.1\r\n[^]*Message-ID: <unwanted@sender\.example>/);
  // Both came at the same instant.
  await expect.poll(async () => [...(await flow.states())].sort(), SOON).toEqual(['bounced', 'delivered']);
  await flow.rig.stop();
  expect(outside.messages).toHaveLength(1);
});

test('five days put off, it is given up with the attempt after, and says why', async () => {
  const { flow, inside, outside } = await startBoth();
  inside.behave = (stage) => (stage === 'dot' ? '452 4.2.2 mailbox full' : 'ok');
  await flow.send('late', ['ada@example.com']);
  await expect.poll(() => flow.states(), SOON).toEqual(['deferred']);
  await flow.advance(5 * DAY_MS);
  await expect.poll(() => outside.messages.length, SOON).toBe(1);
  expect(outside.messages[0]?.wire.toString()).toMatch(/Status: 4\.2\.2\r\n[^]*452 4\.2\.2 mailbox full/);
  await flow.rig.stop();
});

test('A5: five days away, the primary costs every sender a report, and what an event held counts from its release', async () => {
  const { flow, inside, outside } = await startBoth();
  const ada = await flow.addPerson('zoe@example.com');
  await flow.pause([ada]);
  await inside.stop();
  for (const subject of ['one', 'two', 'three']) await flow.send(subject, ['ada@example.com']);
  await flow.send('held', ['zoe@example.com']);
  await expect.poll(() => flow.states('state=held'), SOON).toEqual(['held']);
  await flow.advance(5 * DAY_MS + 1000);
  await expect.poll(() => flow.states('state=bounced'), SOON).toEqual(['bounced', 'bounced', 'bounced']);
  await expect.poll(() => flow.states('state=held&direction=inbound'), SOON).toEqual(['held']);
  await flow.advance(5 * DAY_MS + 1000);
  await expect.poll(() => outside.messages.length, SOON).toBe(4);
  await flow.rig.stop();
});

test('L2: a report that is refused ends there', async () => {
  const { flow, inside, outside } = await startBoth();
  inside.behave = (stage) => (stage === 'rcpt' ? '550 5.1.1 no such mailbox' : 'ok');
  outside.behave = (stage) => (stage === 'rcpt' ? '550 5.1.1 gone' : 'ok');
  await flow.send('nobody', ['ada@example.com']);
  await expect.poll(() => flow.states(), SOON).toEqual(['bounced', 'bounced']);
  await flow.send('null', ['ada@example.com'], '');
  await expect.poll(() => flow.states(), SOON).toEqual(['bounced', 'bounced', 'bounced']);
  await flow.rig.stop();
});

test.each([
  ['550 5.7.1 no', '5.7.1'],
  ['550 no', '5.0.0'],
  ['451 4.4.1 away', '4.4.1'],
  ['450 later', '4.4.7'],
  ['550 2.1.5 what', '5.0.0'],
  ['connect ECONNREFUSED', '4.4.7'],
  [null, '4.4.7'],
])('RFC 3463: %s is %s', (reply, status) => {
  expect(statusOf(reply)).toBe(status);
});
