/** What is accepted goes on to the primary server, whatever that does to it (G24, G30, product 6). */
import { expect, test } from 'vitest';
import { connectSmtp, sendRaw } from '../gateway/raw-smtp.ts';
import { SOON, startFlow, traceOf } from './flow-rig.ts';

const MINUTE_MS = 60_000;

test('mail goes on as it came, under our trace field, and its way can be read', async () => {
  const flow = await startFlow();
  await flow.addPerson('ada@example.com');
  await flow.send('hello', ['ada@example.com']);
  await expect.poll(() => flow.sink.messages.length, SOON).toBe(1);
  expect(flow.sink.messages).toMatchObject([{ from: 'bob@sender.example', to: ['ada@example.com'] }]);
  expect(flow.sink.messages[0]?.wire.toString()).toMatch(
    /^Received: from client\.example [^]*\r\nSubject: hello\r\nMessage-ID: <hello@sender.example>\r\n\r\nBody\r\n$/,
  );
  await expect.poll(() => flow.states(), SOON).toEqual(['delivered']);
  const [delivery] = await flow.deliveries();
  expect(delivery).toMatchObject({
    ...{ recipient: 'ada@example.com', subject: 'hello', attempts: 1, possibleDuplicates: 0 },
    ...{ lastReply: '250 2.0.0 taken as 1', handedTo: `127.0.0.1:${String(flow.sink.port)}` },
  });
  const trace = traceOf(await flow.call('GET', `/api/v1/mail/messages/${delivery?.messageId ?? ''}/trace`));
  expect(trace.map(({ step }) => step)).toEqual(['received', 'stored', 'queued', 'delivered']);
  expect(trace[0]).toMatchObject({ by: 'client.example [127.0.0.1]' });
  await flow.rig.stop();
});

test('a message to several people is one transaction, each named once', async () => {
  const flow = await startFlow();
  for (const name of ['ada', 'tom']) await flow.addPerson(`${name}@example.com`);
  await flow.send('both', ['ada@example.com', 'tom@example.com', 'ADA@example.com']);
  await expect.poll(() => flow.states(), SOON).toEqual(['delivered', 'delivered']);
  const named = flow.sink.messages.map(({ to }) => to.map((address) => address.toLowerCase()));
  expect(named).toEqual([['ada@example.com', 'tom@example.com']]);
  await flow.rig.stop();
});

test.each([
  ['a connection that is cut at RCPT', 'rcpt', 'drop', 0],
  ['a connection that is cut at DATA', 'data', 'drop', 0],
  ['a connection that is cut after the dot', 'dot', 'drop', 1],
  ['one that is cut after the message was kept', 'dot', 'keep-and-drop', 1],
  ['4xx to the sender', 'mail', '451 4.3.0 later', 0],
  ['4xx to the recipient', 'rcpt', '450 4.2.0 greylisted', 0],
  ['4xx to the message', 'dot', '452 4.3.1 full', 0],
  ['421 at DATA', 'data', '421 4.3.2 going away', 0],
] as const)('%s: tried again, and delivered', async (_name, stage, behaviour, unanswered) => {
  const flow = await startFlow();
  await flow.addPerson('ada@example.com');
  let failures = 1;
  flow.sink.behave = (at) => (at === stage && failures-- > 0 ? behaviour : 'ok');
  await flow.send('again', ['ada@example.com']);
  await expect.poll(() => flow.states(), SOON).toEqual(['deferred']);
  await flow.advance(2 * MINUTE_MS);
  await expect.poll(() => flow.states(), SOON).toEqual(['delivered']);
  expect(await flow.deliveries()).toMatchObject([{ attempts: 2, possibleDuplicates: unanswered }]);
  const copies = behaviour === 'keep-and-drop' ? ['again', 'again'] : ['again'];
  expect(flow.sink.messages.map(({ subject }) => subject)).toEqual(copies);
  await flow.rig.stop();
});

test('a recipient that is refused does not keep the others from the message', async () => {
  const flow = await startFlow();
  for (const name of ['ada', 'tom', 'eve']) await flow.addPerson(`${name}@example.com`);
  flow.sink.behave = (stage, what) => {
    if (stage !== 'rcpt' || what.startsWith('ada')) return 'ok';
    return what.startsWith('tom') ? '550 5.1.1 no such user' : '450 4.2.1 busy';
  };
  await flow.send('three', ['ada@example.com', 'tom@example.com', 'eve@example.com'], '');
  await expect.poll(() => flow.states(), SOON).toEqual(['delivered', 'bounced', 'deferred']);
  expect((await flow.deliveries()).map(({ lastReply }) => lastReply)).toEqual([
    ...['250 2.0.0 taken as 1', '550 5.1.1 no such user', '450 4.2.1 busy'],
  ]);
  await flow.rig.stop();
});

test('A5: a primary that is away keeps everything in its order, and gets it when it is back', async () => {
  const flow = await startFlow();
  await flow.addPerson('ada@example.com');
  await flow.sink.stop();
  const subjects = ['one', 'two', 'three', 'four'];
  for (const subject of subjects) await flow.send(subject, ['ada@example.com']);
  const summary = async () => (await flow.call('GET', '/api/v1/mail/summary')).body;
  const down = {
    routes: [{ direction: 'inbound', problem: expect.stringContaining('ECONNREFUSED') as string }],
  };
  await expect.poll(summary, SOON).toMatchObject(down);
  await expect.poll(() => flow.states(), SOON).toEqual(['queued', 'queued', 'queued', 'queued']);
  await flow.sink.listenAgain();
  await flow.advance(6 * MINUTE_MS);
  await expect.poll(() => flow.sink.messages.map(({ subject }) => subject), SOON).toEqual(subjects);
  await expect.poll(summary, SOON).toMatchObject({ counts: { delivered: 4 }, routes: [{ downSince: null }] });
  expect((await flow.deliveries()).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1]);
  await flow.rig.stop();
});

test('O2: what is put off (4xx) delays nothing but itself', async () => {
  const flow = await startFlow();
  for (const name of ['ada', 'tom']) await flow.addPerson(`${name}@example.com`);
  flow.sink.behave = (stage, what) => (stage === 'dot' && what === 'bad' ? '451 4.7.1 not now' : 'ok');
  await flow.send('bad', ['ada@example.com']);
  await flow.send('good', ['ada@example.com']);
  await flow.send('other', ['tom@example.com']);
  await expect.poll(() => flow.states(), SOON).toEqual(['deferred', 'delivered', 'delivered']);
  await flow.rig.stop();
});

test('O1, O2: later mail to a recipient waits for one whose connection breaks, three times long', async () => {
  const flow = await startFlow();
  for (const name of ['ada', 'tom']) await flow.addPerson(`${name}@example.com`);
  flow.sink.behave = (stage, what) => (stage === 'dot' && what === 'bad' ? 'drop' : 'ok');
  await flow.send('bad', ['ada@example.com']);
  await flow.send('good', ['ada@example.com']);
  await flow.send('other', ['tom@example.com']);
  await expect.poll(() => flow.states(), SOON).toEqual(['deferred', 'queued', 'delivered']);
  for (const minutes of [2, 7]) {
    await flow.advance(minutes * MINUTE_MS);
    const attempts = minutes === 2 ? 2 : 3;
    await expect.poll(async () => (await flow.deliveries())[0]?.attempts, SOON).toBe(attempts);
  }
  await expect.poll(() => flow.states(), SOON).toEqual(['deferred', 'delivered', 'delivered']);
  await flow.rig.stop();
});

test('domains go on as the DNS has them, local parts as they came', async () => {
  const flow = await startFlow();
  await flow.addPerson('ada@bücher.example');
  await flow.send('letters', ['ada@xn--bcher-kva.example'], '"bob builder"@xn--bcher-kva.example');
  await expect.poll(() => flow.states(), SOON).toEqual(['delivered']);
  expect(flow.sink.messages).toMatchObject([
    { from: '"bob builder"@xn--bcher-kva.example', to: ['ada@xn--bcher-kva.example'] },
  ]);
  await flow.rig.stop();
});

test('L1: mail that has been here more than five times is a loop; once or twice is not', async () => {
  const flow = await startFlow();
  await flow.addPerson('ada@example.com');
  await flow.send('round', ['ada@example.com']);
  const client = await connectSmtp(flow.rig.service.smtp.port);
  for (const pass of [1, 2, 3, 4, 5, 6]) {
    await expect.poll(() => flow.sink.messages.length, SOON).toBe(pass);
    const answer = await sendRaw(client, flow.sink.messages.at(-1)?.wire ?? Buffer.alloc(0), {
      to: ['ada@example.com'],
    });
    expect(answer).toMatch(pass < 6 ? /^250/ : /^554 5\.4\.6/);
  }
  await flow.rig.stop();
});

test('without a primary mail stays in its mailbox, and nothing waits', async () => {
  const flow = await startFlow({ routes: { primaries: new Map(), outbound: { kind: 'none' } } });
  await flow.addPerson('ada@example.com');
  await flow.send('kept', ['ada@example.com']);
  const waiting = async () => (await flow.call('GET', '/metrics')).body;
  await expect.poll(waiting, SOON).toContain('continuity_mail_waiting 0');
  expect(await flow.deliveries()).toEqual([]);
  await flow.rig.stop();
});
