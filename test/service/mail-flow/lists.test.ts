/** Mail to a list while an event expands it, through real SMTP and JMAP: nested, once each, delegates too (product 6, issue 5). */
import { expect, test } from 'vitest';
import { connectSmtp } from '../gateway/raw-smtp.ts';
import { SOON, startFlow } from './flow-rig.ts';
import { PASSWORD, subjectsOf } from './whole-jmap.ts';

test('nested lists, some by two ways, reach everybody’s mailbox once, and delegates read it there', async () => {
  const flow = await startFlow();
  const person = (name: string, more = {}) =>
    flow.addPerson(`${name}@example.com`, { password: PASSWORD, ...more });
  const [ada, tom, eve] = [await person('ada'), await person('tom'), await person('eve')];
  const aide = await person('aide', { mayRead: [tom] });
  const list = (name: string, members: readonly string[]) =>
    flow.addGroup({ name, kind: 'mail-enabled-security', mail: `${name}@example.com` }, members);
  const [all, decks] = [await list('all', [ada]), await list('decks', [])];
  const crews = await list('crews', [ada, tom]);
  for (const [outer, inner] of [
    [all, crews],
    [all, decks],
    [decks, crews],
  ] as const)
    expect((await flow.call('PUT', `/api/v1/groups/${outer}/groups/${inner}`)).status).toBe(204);
  await flow.send('before', ['all@example.com']);
  const eventId = await flow.pause([ada], { expandDistributionLists: true });
  await flow.send('during', ['all@example.com', 'crews@example.com', 'tom@example.com']);
  const read = (name: string, account: string) => subjectsOf(flow.rig, `${name}@example.com`, account);
  await expect.poll(() => read('tom', tom), SOON).toEqual(['during']);
  expect(await read('ada', ada)).toEqual(['during']);
  expect(await read('aide', tom)).toEqual(['during']);
  expect(await read('aide', aide)).toEqual([]);
  expect(await read('eve', eve)).toEqual([]);

  for (const inner of [crews, decks]) await flow.call('DELETE', `/api/v1/groups/${all}/groups/${inner}`);
  await flow.send('later', ['all@example.com']);
  await expect.poll(() => read('ada', ada), SOON).toEqual(['later', 'during']);
  expect(await read('tom', tom)).toEqual(['during']);

  await flow.call('POST', `/api/v1/events/${eventId}/end`);
  await flow.send('after', ['all@example.com']);
  await expect.poll(() => flow.states('state=open'), SOON).toEqual([]);
  expect(await read('ada', ada)).toEqual(['later', 'during']);
  const delivered = flow.sink.messages.map(({ to }) => to.join());
  expect(delivered.filter((to) => to.includes('all@example.com'))).toHaveLength(4);
  await flow.rig.stop();
});

test('nested or not, lists of unsupported kinds are refused with the reason, and plain security groups too', async () => {
  const flow = await startFlow();
  const ada = await flow.addPerson('ada@example.com');
  const add = (name: string, kind: string) =>
    flow.addGroup({ name, kind, mail: `${name}@example.com` }, [ada]);
  const outer = await add('outer', 'm365');
  const refused = ['distribution-list', 'dynamic-distribution-list', 'security'];
  for (const kind of refused.slice(0, 2)) {
    const answer = await flow.call('PUT', `/api/v1/groups/${outer}/groups/${await add(kind, kind)}`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'nested-list' } });
  }
  await add('security', 'security');
  await flow.pause([ada], { expandDistributionLists: true });
  const client = await connectSmtp(flow.rig.service.smtp.port);
  await client.say('MAIL FROM:<bob@sender.example>');
  for (const kind of refused)
    expect(await client.say(`RCPT TO:<${kind}@example.com>`)).toMatch(
      new RegExp(`^550 5\\.2\\.4 .*${kind}`, 'u'),
    );
  await flow.rig.stop();
});
