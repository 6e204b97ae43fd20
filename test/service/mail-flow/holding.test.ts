/** Mail is held while an event pauses it, goes back gradually and in order, and devices see how far it is (G24, product 6). */
import { expect, test } from 'vitest';
import { connectSmtp } from '../gateway/raw-smtp.ts';
import { SOON, startFlow, traceOf, type FlowRig } from './flow-rig.ts';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];

const subjects = (flow: FlowRig): readonly string[] => flow.sink.messages.map(({ subject }) => subject);

async function sendAll(flow: FlowRig, count: number, to: readonly string[]): Promise<readonly string[]> {
  const sent = Array.from({ length: count }, (_, index) => `m${String(index)}`);
  for (const subject of sent) await flow.send(subject, to);
  await expect.poll(async () => (await flow.deliveries()).length, SOON).toBe(count * to.length);
  return sent;
}

test('H1: whom the event covers is held, and readable; everybody else is not; at its end it goes back in order', async () => {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  await flow.addPerson('tom@example.com');
  const eventId = await flow.pause([ada]);
  const sent = await sendAll(flow, 5, ['ada@example.com']);
  await flow.send('to tom', ['tom@example.com']);
  await expect.poll(() => subjects(flow), SOON).toEqual(['to tom']);
  expect(await flow.states('state=held')).toEqual(Array.from(sent, () => 'held'));
  expect(await flow.deliveries('state=held&count=true')).toMatchObject(
    sent.map(() => ({ heldEventId: eventId })),
  );
  await flow.advance(MINUTE_MS);
  const metrics = String((await flow.call('GET', '/metrics')).body);
  expect(metrics).toContain('continuity_mail_queue{state="held"} 5\n');
  expect(metrics).toContain('continuity_mail_queue{state="queued"} 0\n');
  expect(metrics).toMatch(/continuity_mail_queue_oldest_seconds\{state="held"\} 60\.\d+\n/u);
  await flow.advance(HOUR_MS + 1);
  await expect.poll(() => subjects(flow), SOON).toEqual(['to tom', ...sent]);
  await expect
    .poll(() => flow.states(`state=any&eventId=${eventId}`), SOON)
    .toEqual(sent.map(() => 'delivered'));
  const [first] = await flow.deliveries(`state=any&eventId=${eventId}`);
  const trace = traceOf(await flow.call('GET', `/api/v1/mail/messages/${first?.messageId ?? ''}/trace`));
  expect(trace.map(({ step }) => step)).toEqual([
    'received',
    'stored',
    'queued',
    'held',
    'released',
    'delivered',
  ]);
  expect(trace[3]).toMatchObject({ by: eventId });
  await flow.rig.stop();
});

test('H7: the event is Recovering, with its progress, until the last one is delivered', async () => {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  const eventId = await flow.pause([ada]);
  await sendAll(flow, 3, ['ada@example.com']);
  const event = async () => (await flow.call('GET', `/api/v1/events/${eventId}`)).body;
  expect(await event()).toMatchObject({ status: 'current', recovering: false });
  await flow.sink.stop();
  await flow.advance(HOUR_MS + 1);
  await expect.poll(event, SOON).toMatchObject({ status: 'expired', recovering: true });
  await flow.sink.listenAgain();
  await flow.advance(6 * MINUTE_MS);
  await expect.poll(event, SOON).toMatchObject({ recovering: false });
  expect(subjects(flow)).toEqual(['m0', 'm1', 'm2']);
  await flow.rig.stop();
});

test('H4: mail goes back at the pace that was asked for', async () => {
  const flow = await startFlow({ releasePerMinute: 60 });
  const ada = await flow.addPerson('ada@example.com');
  await flow.pause([ada]);
  await sendAll(flow, 4, ['ada@example.com']);
  const releases: number[] = [];
  flow.sink.behave = (stage) => {
    if (stage === 'dot') releases.push(performance.now());
    return 'ok';
  };
  const fromMs = performance.now();
  await flow.advance(HOUR_MS + 1);
  await expect.poll(() => releases.length, SOON).toBe(4);
  // One a second: never a second one for nothing, however long nobody looked. (Each may be late, and none is early.)
  expect((releases[3] ?? 0) - fromMs).toBeGreaterThan(2500);
  await flow.rig.stop();
});

test('H5: the primary goes away on the way back: what it has not taken is held again, in its order', async () => {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  await flow.pause([ada]);
  const sent = await sendAll(flow, 6, ['ada@example.com']);
  let taken = 0;
  flow.sink.behave = (stage) => {
    if (stage === 'dot') taken += 1;
    if (stage === 'connect' && taken > 0 && taken < 3) return '421 4.3.2 down for maintenance';
    return stage === 'dot' && taken === 2 ? '421 4.3.2 down for maintenance' : 'ok';
  };
  await flow.advance(HOUR_MS + 1);
  await expect.poll(() => flow.states(), SOON).toContain('deferred');
  await flow.advance(2 * MINUTE_MS);
  await expect.poll(() => flow.states('state=held'), SOON).toHaveLength(5);
  const summary = async () => (await flow.call('GET', '/api/v1/mail/summary')).body;
  await expect.poll(summary, SOON).toMatchObject({ routes: [{ problem: expect.any(String) as string }] });
  expect(subjects(flow)).toEqual(['m0']);
  flow.sink.behave = () => 'ok';
  await flow.advance(10 * MINUTE_MS);
  await expect.poll(() => subjects(flow), SOON).toEqual(sent);
  await flow.rig.stop();
});

test('H1: pausing is a level: begun, ended, and mail that was put off before it is held as well', async () => {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  flow.sink.behave = (stage) => (stage === 'dot' ? '451 4.3.0 later' : 'ok');
  await sendAll(flow, 1, ['ada@example.com']);
  await expect.poll(() => flow.states(), SOON).toEqual(['deferred']);
  const eventId = await flow.pause([ada]);
  await expect.poll(() => flow.states(), SOON).toEqual(['held']);
  flow.sink.behave = () => 'ok';
  expect((await flow.call('POST', `/api/v1/events/${eventId}/end`)).status).toBe(200);
  await expect.poll(() => flow.states(), SOON).toEqual(['delivered']);
  await flow.rig.stop();
});

test('A3, H4: an event longer than five days gives nothing up: the time counts from the release', async () => {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  const eventId = await flow.pause([ada], { end: null });
  await sendAll(flow, 1, ['ada@example.com']);
  await flow.advance(9 * DAY_MS);
  flow.sink.behave = (stage) => (stage === 'dot' ? '451 4.3.0 later' : 'ok');
  await flow.call('POST', `/api/v1/events/${eventId}/end`);
  await expect.poll(() => flow.states(), SOON).toEqual(['deferred']);
  flow.sink.behave = () => 'ok';
  await flow.advance(10 * MINUTE_MS);
  await expect.poll(() => subjects(flow), SOON).toEqual(['m0']);
  await flow.rig.stop();
});

test('H6: an administrator lets one go, sees who did it, and bounces another; the rest stays held', async () => {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  await flow.pause([ada]);
  await sendAll(flow, 3, ['ada@example.com']);
  const [first, second, third] = await flow.deliveries();
  const act = (id: string | undefined, action: string) =>
    flow.call('POST', `/api/v1/mail/queue/${id ?? ''}/${action}`);
  expect(await act(second?.id, 'release')).toMatchObject({ status: 200, body: { state: 'queued' } });
  await expect.poll(() => subjects(flow), SOON).toEqual(['m1']);
  expect(await act(first?.id, 'bounce')).toMatchObject({ status: 200, body: { state: 'bounced' } });
  expect(await act(first?.id, 'release')).toMatchObject({ status: 409, body: { code: 'not-release' } });
  expect(await act(third?.id, 'retry')).toMatchObject({ status: 409 });
  const trace = traceOf(await flow.call('GET', `/api/v1/mail/messages/${second?.messageId ?? ''}/trace`));
  expect(trace.find(({ step }) => step === 'released')).toMatchObject({ by: 'administrator' });
  const { body } = await flow.call('GET', '/api/v1/audit?action=mail.');
  expect(body).toMatchObject({ items: [{ action: 'mail.bounce' }, { action: 'mail.release' }] });
  await expect
    .poll(() => flow.states('state=any&direction=inbound'), SOON)
    .toEqual(['bounced', 'delivered', 'held']);
  await flow.rig.stop();
});

test('G21: held mail survives a restart, and what nobody has taken outlives the five-day window', async () => {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  const eventId = await flow.pause([ada], { end: null });
  await sendAll(flow, 2, ['ada@example.com']);
  await flow.advance(6 * DAY_MS);
  await flow.advance(DAY_MS);
  expect(await flow.states()).toEqual(['held', 'held']);
  await flow.call('POST', `/api/v1/events/${eventId}/end`);
  await expect.poll(() => subjects(flow), SOON).toEqual(['m0', 'm1']);
  expect(flow.sink.messages[0]?.wire.toString()).toContain('Message-ID: <m0@sender.example>');
  await flow.rig.stop();
});

test('product 6: mail to a list goes to its people’s mailboxes once each, and on to the list', async () => {
  const flow = await startFlow();
  const [ada, tom] = [await flow.addPerson('ada@example.com'), await flow.addPerson('tom@example.com')];
  const list = { name: 'Logistics', kind: 'm365', mail: 'logistics@example.com' };
  await flow.addGroup(list, [ada, tom]);
  await flow.addGroup({ ...list, kind: 'distribution-list', name: 'Old', mail: 'old@example.com' }, [ada]);
  await flow.send('before', ['logistics@example.com', 'old@example.com']);
  await expect.poll(() => subjects(flow), SOON).toEqual(['before']);
  await flow.pause([ada], { expandDistributionLists: true });
  await flow.send('during', ['logistics@example.com', 'ada@example.com']);
  await expect.poll(() => flow.states('state=held'), SOON).toEqual(['held', 'held']);
  const client = await connectSmtp(flow.rig.service.smtp.port);
  await client.say('MAIL FROM:<bob@sender.example>');
  expect(await client.say('RCPT TO:<old@example.com>')).toMatch(/^550 5\.2\.4 .*distribution-list/);
  await flow.rig.stop();
});
