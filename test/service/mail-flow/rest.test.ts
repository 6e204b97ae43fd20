/** The queue as administrators read it: searched, sorted, filtered, counted, paged (interfaces 2). */
import { expect, test } from 'vitest';
import type { Page } from '../../../shared/http/page.ts';
import { mailQueuePageSchema, type MailDelivery } from '../../../shared/http/mail-flow.ts';
import { SOON, startFlow, type FlowRig } from './flow-rig.ts';

async function open(): Promise<{ readonly flow: FlowRig; readonly eventId: string }> {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  await flow.addPerson('zoe@example.com');
  const eventId = await flow.pause([ada]);
  for (const subject of ['Büro', 'Lunch', 'Budget']) await flow.send(subject, ['ada@example.com']);
  await flow.send('Holiday', ['zoe@example.com'], 'carol@other.example');
  await expect.poll(() => flow.states('state=delivered'), SOON).toEqual(['delivered']);
  return { flow, eventId };
}

async function list({ call }: FlowRig, query: string): Promise<Page<MailDelivery>> {
  const { status, body } = await call('GET', `/api/v1/mail/queue?${query}`);
  expect(status, query).toBe(200);
  return mailQueuePageSchema.parse(body);
}

const QUERIES: readonly (readonly [query: string, subjects: readonly string[]])[] = [
  ['', ['Budget', 'Lunch', 'Büro']],
  ['sort=queuedAt', ['Büro', 'Lunch', 'Budget']],
  ['state=delivered', ['Holiday']],
  ['state=bounced', []],
  ['q=buro', ['Büro']],
  ['q=CAROL&state=any', ['Holiday']],
  ['q=%25', []],
  ['direction=outbound&state=any', []],
];

test('the queue, searched, filtered, sorted, counted and paged; one of it; the summary; what is not there is 404', async () => {
  const { flow, eventId } = await open();
  const subjects = async (query: string) => (await list(flow, query)).items.map(({ subject }) => subject);
  for (const [query, expected] of QUERIES) expect(await subjects(query), query).toEqual(expected);
  expect((await subjects('state=any&sort=-recipient'))[0]).toBe('Holiday');
  const counted = await list(flow, `eventId=${eventId}&count=true&limit=2`);
  expect(counted).toMatchObject({ total: 3, items: [{}, {}] });
  const first = await list(flow, 'limit=2&sort=queuedAt');
  const second = await list(flow, `limit=2&sort=queuedAt&cursor=${encodeURIComponent(first.next ?? '')}`);
  const all = [...first.items, ...second.items].map(({ subject }) => subject);
  expect([all, second.next]).toEqual([['Büro', 'Lunch', 'Budget'], null]);
  const [held] = first.items;
  const one = await flow.call('GET', `/api/v1/mail/queue/${held?.id ?? ''}`);
  expect(one).toMatchObject({ status: 200, body: held });
  expect(await flow.call('GET', '/api/v1/mail/summary')).toMatchObject({
    body: {
      counts: { held: 3, delivered: 1 },
      possibleDuplicates: 0,
      routes: [{ domain: null, downSince: null }],
    },
  });
  for (const path of ['queue/none', 'messages/none/trace'])
    expect(await flow.call('GET', `/api/v1/mail/${path}`)).toMatchObject({ status: 404 });
  for (const action of ['retry', 'release', 'bounce'])
    expect(await flow.call('POST', `/api/v1/mail/queue/none/${action}`)).toMatchObject({ status: 404 });
  await flow.rig.stop();
});
