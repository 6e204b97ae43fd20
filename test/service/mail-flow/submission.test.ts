/** A person sends by JMAP through the whole service: out by the smart host, in to a colleague, and its fate told (issue 5). */
import { expect, test } from 'vitest';
import { startFaultySink } from './faulty-sink.ts';
import { SOON, startFlow, toSink } from './flow-rig.ts';
import { jmap, PASSWORD } from './whole-jmap.ts';

test('to somebody outside and to a colleague, while the primary is paused', async () => {
  const [inside, outside] = [await startFaultySink(), await startFaultySink()];
  const server = { host: '127.0.0.1', port: outside.port, scheme: 'smtp', user: null } as const;
  const flow = await startFlow({
    routes: { primaries: toSink(inside), outbound: { kind: 'smart-host', server } },
  });
  const ada = await flow.addPerson('ada@example.com', { password: PASSWORD });
  const tom = await flow.addPerson('tom@example.com', { password: PASSWORD });
  await flow.pause([ada, tom]);
  const identities = await jmap(flow.rig, 'ada@example.com', [['Identity/get', { accountId: ada }, 'i']]);
  const [identity] = identities[0]?.[1]['list'] as readonly { readonly id: string }[];
  const address = (email: string) => [{ name: null, email }];
  const draft = {
    ...{ mailboxIds: { drafts: true }, keywords: { $draft: true }, subject: 'Figures' },
    ...{
      from: address('ada@example.com'),
      to: address('bob@other.example'),
      bcc: address('tom@example.com'),
    },
    ...{ bodyValues: { t: { value: 'Hello' } }, textBody: [{ partId: 't', type: 'text/plain' }] },
  };
  const submission = { emailId: '#d', identityId: identity?.id };
  const answers = await jmap(flow.rig, 'ada@example.com', [
    ['Email/set', { accountId: ada, create: { d: draft } }, 'a'],
    ['EmailSubmission/set', { accountId: ada, create: { s: submission } }, 'b'],
  ]);
  expect(answers[1]?.[1]).toMatchObject({ created: { s: { id: expect.any(String) as string } } });
  await expect.poll(() => outside.messages.length, SOON).toBe(1);
  expect(outside.messages[0]).toMatchObject({ from: 'ada@example.com', to: ['bob@other.example'] });
  expect(outside.messages[0]?.wire.toString()).not.toMatch(/bcc|tom@example/iu);
  const inbox = async () =>
    (await jmap(flow.rig, 'tom@example.com', [['Email/query', { accountId: tom }, 'q']]))[0]?.[1]['ids'];
  await expect.poll(inbox, SOON).toHaveLength(1);
  await expect.poll(() => flow.states('state=held'), SOON).toEqual(['held']);
  expect(inside.messages).toEqual([]);
  const fate = async () =>
    (
      await jmap(flow.rig, 'ada@example.com', [['EmailSubmission/get', { accountId: ada, ids: null }, 'g']])
    )[0]?.[1];
  await expect.poll(fate, SOON).toMatchObject({
    list: [
      {
        undoStatus: 'final',
        deliveryStatus: {
          'bob@other.example': { delivered: 'unknown', smtpReply: '250 2.0.0 taken as 1' },
          'tom@example.com': { delivered: 'yes' },
        },
      },
    ],
  });
  await flow.rig.stop();
});
