/** Product 6, G58: duplicates are known by Message-ID and content, from five minutes before the event's start to ten minutes after its end. */
import { expect, test } from 'vitest';
import {
  DUPLICATES_AFTER_END_MS,
  DUPLICATES_BEFORE_START_MS,
} from '../../../service/mailbox/store/duplicates.ts';
import { connectSmtp, sendRaw } from '../gateway/raw-smtp.ts';
import { SOON, startFlow, type FlowRig } from './flow-rig.ts';
import { PASSWORD, subjectsOf } from './whole-jmap.ts';

const ADA = 'ada@example.com';

interface Mail {
  readonly id: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly body?: string;
}

interface Duplicates {
  readonly flow: FlowRig;
  readonly ada: string;
  readonly receive: (mail: Mail) => Promise<void>;
  readonly inbox: () => Promise<readonly unknown[]>;
}

async function start(): Promise<Duplicates> {
  const flow = await startFlow();
  const ada = await flow.addPerson(ADA, { password: PASSWORD });
  let sent = 0;
  return {
    flow,
    ada,
    async receive({ id, subject = id, from = 'bob@sender.example', to = [ADA], body = 'Hello' }) {
      const client = await connectSmtp(flow.rig.service.smtp.port);
      const text = `From: ${from}\r\nSubject: ${subject}\r\nMessage-ID: <${id}@sender.example>\r\n\r\n${body}\r\n`;
      expect(await sendRaw(client, Buffer.from(text), { to: [...to] })).toMatch(/^250/);
      sent += to.length;
      // Everything is queued for the primary, duplicates as well: then it has been taken in.
      await expect.poll(async () => (await flow.deliveries()).length, SOON).toBe(sent);
    },
    inbox: async () => [...(await subjectsOf(flow.rig, ADA, ada))].sort(),
  };
}

test('five minutes before the start, and no earlier', async () => {
  const { flow, ada, receive, inbox } = await start();
  await receive({ id: 'early' });
  flow.rig.world.wallMs += 2000;
  await receive({ id: 'late' });
  flow.rig.world.wallMs += DUPLICATES_BEFORE_START_MS - 1000;
  await flow.pause([ada]);
  await receive({ id: 'late' });
  await receive({ id: 'early' });
  expect(await inbox()).toEqual(['early', 'early', 'late']);
  await flow.rig.stop();
});

test('until ten minutes after the end, and no later; the primary gets every copy', async () => {
  const { flow, ada, receive, inbox } = await start();
  const eventId = await flow.pause([ada]);
  await receive({ id: 'a' });
  await flow.call('POST', `/api/v1/events/${eventId}/end`);
  flow.rig.world.wallMs += DUPLICATES_AFTER_END_MS - 1000;
  await receive({ id: 'a' });
  expect(await inbox()).toEqual(['a']);
  flow.rig.world.wallMs += 2000;
  await receive({ id: 'a' });
  expect(await inbox()).toEqual(['a', 'a']);
  await expect.poll(() => flow.sink.messages.length, SOON).toBe(3);
  await flow.rig.stop();
});

test('nothing is taken for a duplicate that is none', async () => {
  const { flow, ada, receive, inbox } = await start();
  const tom = await flow.addPerson('tom@example.com', { password: PASSWORD });
  await flow.pause([ada]);
  await receive({ id: 'a' });
  await receive({ id: 'a', from: 'mallory@sender.example' });
  await receive({ id: 'a', subject: 'another' });
  await receive({ id: 'b', subject: 'a' });
  expect(await inbox()).toEqual(['a', 'a', 'a', 'another']);
  for (let copies = 0; copies < 2; copies += 1) await receive({ id: 'c', to: ['tom@example.com'] });
  expect(await subjectsOf(flow.rig, 'tom@example.com', tom)).toEqual(['c', 'c']);
  await flow.rig.stop();
});

test('G58: another message under the same headers is in the mailbox as well, each of both once', async () => {
  const { flow, ada, receive, inbox } = await start();
  await flow.pause([ada]);
  for (const body of ['We meet at 9', 'We meet at 10', 'We meet at 9  ', 'We meet at 10'])
    await receive({ id: 'meeting', body });
  expect(await inbox()).toEqual(['meeting', 'meeting']);
  await flow.rig.stop();
});
