/** Our whole device sends through a JMAP server that we did not write, and that knows nothing of ids made once for ever (issue 5, G29, G31). */
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nodeHttp } from '../../adapters/plain-network.ts';
import { createJmapClient } from '../../../../electron/device/mailbox/jmap/client.ts';
import { answerOf } from '../../../../electron/device/mailbox/jmap/response.ts';
import { UNDO_MS } from '../../../../electron/device/outbox/outbox-state.ts';
import type { HttpAnswer, HttpRequest } from '../../../../electron/device/ports.ts';
import { startFaultySink } from '../../../service/mail-flow/faulty-sink.ts';
import { createDeviceRig } from '../device-rig.ts';
import { sampleEvent } from '../sample-event.ts';
import { cyrusIsThere, startCyrus } from './cyrus-server.ts';

/** What becomes of the requests that hand a message over. */
type Way = 'open' | 'answer-lost' | 'request-lost';

/** In DR mode. Its service is scripted but for mail, which a proxy in front of it has from Cyrus. */
async function startDevice() {
  const sink = await startFaultySink();
  const cyrus = await startCyrus(sink.port);
  let way: Way = 'open';
  const throughProxy = async (request: HttpRequest): Promise<HttpAnswer> => {
    const { origin, pathname, search } = new URL(request.url);
    const headers = { ...request.headers, authorization: cyrus.authorization };
    const answer = await nodeHttp.request({ ...request, headers, url: `${cyrus.url}${pathname}${search}` });
    if (answer.kind !== 'answered' || answer.headers['location'] === undefined) return answer;
    const location = answer.headers['location'].replace(cyrus.url, origin);
    return { ...answer, headers: { ...answer.headers, location } };
  };
  const rig = createDeviceRig({
    http: {
      async request(request) {
        if (!/\/(jmap|\.well-known)\b/u.test(request.url)) return rig.service.http.request(request);
        const lost: HttpAnswer = { kind: 'unreachable', message: 'the link is lost' };
        const handsOver = String(request.body).includes('EmailSubmission/set');
        if (handsOver && way === 'request-lost') return lost;
        const answer = await throughProxy(request);
        return handsOver && way === 'answer-lost' ? lost : answer;
      },
    },
  });
  await rig.signIn();
  rig.service.putEvent(sampleEvent({ start: '2026-11-23T07:00:00.000Z' }));
  await expect.poll(() => rig.snapshot().mode.mode).toBe('dr');
  const { accountId } = cyrus;
  const client = createJmapClient({ request: throughProxy }, () => ({
    ...{ apiBaseUrl: cyrus.url, token: '', accountId },
  }));
  return { rig, sink, client, accountId, go: (next: Way) => void (way = next) };
}

type Started = Awaited<ReturnType<typeof startDevice>>;

async function send({ rig }: Started, subject: string): Promise<string> {
  const draft = await rig.call('draft.create', { kind: 'new', to: [], html: null });
  if (!draft.ok) throw new Error(draft.problem.message);
  const { id } = draft.value;
  const address = (name: string) => [{ name, address: `${name}@partner.example` }];
  const written = { subject, text: `Grüße aus ${subject}\n.\nEnde`, html: '<p>Grüße</p>' };
  const people = { to: address('bob'), cc: address('cora'), bcc: address('dan') };
  expect(await rig.call('draft.save', { id, content: { ...people, ...written } })).toMatchObject({
    ok: true,
  });
  const sent = await rig.call('outbox.send', { id });
  if (!sent.ok) throw new Error(sent.problem.message);
  await rig.pass(UNDO_MS);
  return sent.value.outboxId;
}

/** Its clock is steered and its requests are real: a moment goes by at each look. */
const stateOf =
  ({ rig }: Started, outboxId: string) =>
  async (): Promise<string | undefined> => {
    await rig.pass(250);
    return rig.snapshot().outbox.items.find(({ id }) => id === outboxId)?.state;
  };

/** Folder and keywords, at the server, of each e-mail with this id. */
async function filed({ client, accountId }: Started, outboxId: string): Promise<readonly string[]> {
  const ids = { resultOf: 'query', name: 'Email/query', path: '/ids' };
  const answers = await client.call([
    ['Mailbox/get', { accountId }, 'mailboxes'],
    ['Email/query', { accountId, filter: { header: ['Message-ID', outboxId] } }, 'query'],
    ['Email/get', { accountId, '#ids': ids, properties: ['mailboxIds', 'keywords'] }, 'emails'],
  ]);
  const { list: mailboxes } = answerOf(answers, 'mailboxes', mailboxesSchema);
  const roles = new Map(mailboxes.map(({ id, role }) => [id, role ?? 'other']));
  return answerOf(answers, 'emails', emailsSchema).list.map(({ mailboxIds, keywords }) =>
    [...Object.keys(mailboxIds).map((id) => roles.get(id)), ...Object.keys(keywords).sort()].join(' '),
  );
}

/** RFC 5321 section 4.5.2. */
function undotted(wire: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.from(wire.toString('latin1').replace(/^\.\./gmu, '.'), 'latin1');
}

const flags = z.record(z.string(), z.boolean());
const mailboxesSchema = z.object({
  list: z.array(z.object({ id: z.string(), role: z.string().nullable() })),
});
const emailsSchema = z.object({ list: z.array(z.object({ mailboxIds: flags, keywords: flags })) });

describe.skipIf(!cyrusIsThere)('Cyrus IMAP', () => {
  test('sends what the device writes, and files it in Sent', async () => {
    const device = await startDevice();
    const { sink } = device;
    const id = await send(device, 'first');
    await expect.poll(stateOf(device, id)).toBe('sent');
    const [message] = sink.messages;
    expect(message).toMatchObject({
      from: 'ada@example.com',
      to: ['bob@partner.example', 'cora@partner.example', 'dan@partner.example'],
      subject: 'first',
    });
    const { messageId, text, html, bcc } = await PostalMime.parse(undotted(message?.wire));
    expect([messageId, bcc]).toEqual([`<${id}>`, undefined]);
    expect(text?.trimEnd()).toBe('Grüße aus first\n.\nEnde');
    expect(html).toContain('<p>Grüße</p>');
    expect(await filed(device, id)).toEqual(['sent $seen']);
  });

  test('G29: has a message that it sent, and whose answer was lost, sent once', async () => {
    const device = await startDevice();
    device.go('answer-lost');
    const id = await send(device, 'second');
    await expect.poll(stateOf(device, id)).toBe('waiting');
    await expect.poll(() => filed(device, id)).toEqual(['sent $seen']);
    device.go('open');
    await expect.poll(stateOf(device, id)).toBe('sent');
    expect(device.sink.messages).toHaveLength(1);
  });

  test('G28: whose own way out is shut keeps the message with the device until it is open', async () => {
    const device = await startDevice();
    await device.sink.stop();
    const id = await send(device, 'third');
    await expect.poll(stateOf(device, id)).toBe('waiting');
    await device.sink.listenAgain();
    await expect.poll(stateOf(device, id)).toBe('sent');
    expect(device.sink.messages).toHaveLength(1);
  });

  test('G31: gives back what it has not sent, and nothing else', async () => {
    const device = await startDevice();
    const { rig, go, sink } = device;
    go('request-lost');
    const kept = await send(device, 'kept');
    await expect.poll(() => filed(device, kept)).toEqual(['drafts $draft $seen']);
    expect(await rig.call('outbox.cancel', { id: kept })).toMatchObject({ value: { outcome: 'asked' } });
    go('open');
    await expect.poll(stateOf(device, kept)).toBe('cancelled');
    expect(await filed(device, kept)).toEqual([]);
    expect(rig.snapshot().outbox.drafts.map(({ subject }) => subject)).toEqual(['kept']);

    go('answer-lost');
    const gone = await send(device, 'gone');
    await expect.poll(() => filed(device, gone)).toEqual(['sent $seen']);
    await expect.poll(stateOf(device, gone)).toBe('waiting');
    await rig.call('outbox.cancel', { id: gone });
    go('open');
    await expect.poll(stateOf(device, gone)).toBe('sent');
    expect(sink.messages.map(({ subject }) => subject)).toEqual(['gone']);
  });
});
