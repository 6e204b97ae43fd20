/** Device and service together: the mailbox of someone else, read, answered from, and withdrawn (product 4). */
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { CacheView, DelegatedMailbox } from '../../shared/bridge/snapshot.ts';
import { untilSo } from '../waiting/until-so.ts';
import { startJourney, type Journey } from './journey-rig.ts';

const OTTO = 'otto@north.example';
const LIST = { mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 10 } as const;

let journey: Journey;
let ottoId: string;
beforeEach(async () => {
  journey = await startJourney();
  onTestFinished(() => journey.stop());
  const otto = { email: OTTO, displayName: 'Otto', password: 'cloud-password' };
  ottoId = String((await journey.admin('POST', '/users', otto))['id']);
  await mayRead([ottoId]);
  await journey.deliver(OTTO, 'one');
  await journey.signIn();
  await passUntil(() => journey.snapshot().delegated.some(holds(1)));
});

const mayRead = (ids: readonly string[]) =>
  journey.admin('PATCH', `/users/${journey.userId}`, { mayRead: ids });
const holds =
  (messages: number) =>
  ({ cache }: Pick<DelegatedMailbox, 'cache'> | { readonly cache: CacheView }): boolean =>
    cache.state === 'complete' && cache.messages === messages;

/** A hint arrives when it arrives, and settles in the device's own time. */
const passUntil = (isSo: () => boolean): Promise<void> => {
  const soLater = (): boolean => {
    journey.pass(200);
    return isSo();
  };
  return untilSo(soLater, () => [journey.snapshot().delegated, journey.snapshot().outbox]);
};

async function subjects(accountId: string | null): Promise<readonly string[]> {
  const answer = await journey.device().dispatch('mail.list', { ...LIST, accountId });
  return answer.ok ? answer.value.rows.map(({ subject }) => subject) : [answer.problem.code];
}

test('it is kept beside one’s own, follows what arrives, and both are searched', async () => {
  expect(journey.snapshot().delegated).toMatchObject([{ accountId: ottoId, name: 'Otto' }]);
  await journey.deliver(OTTO, 'two');
  await passUntil(() => journey.snapshot().delegated.some(holds(2)));
  expect([await subjects(ottoId), await subjects(null)]).toEqual([['two', 'one'], []]);
  const found = await journey.device().dispatch('mail.search', { text: 'about', limit: 10 });
  expect(found).toMatchObject({ ok: true, value: [{ delegateOf: 'Otto' }, { delegateOf: 'Otto' }] });
});

test('without a network, after a restart, it is still there to read', async () => {
  await journey.network(false);
  await journey.restartDevice();
  expect(journey.snapshot().delegated).toMatchObject([{ accountId: ottoId, name: 'Otto' }]);
  expect(await subjects(ottoId)).toEqual(['one']);
});

test('withdrawn, it is gone from the device; granted again, it comes back', async () => {
  await mayRead([]);
  await passUntil(() => journey.snapshot().delegated.length === 0);
  expect(await subjects(ottoId)).toEqual([]);
  await mayRead([ottoId]);
  await passUntil(() => journey.snapshot().delegated.some(holds(1)));
});

test('withdrawn while the device was away, it is gone with the first connection', async () => {
  await journey.network(false);
  await mayRead([]);
  await journey.network(true);
  await passUntil(() => journey.snapshot().delegated.length === 0);
});

test('what is sent to them arrives once in the mailbox that one may read, and in one’s own name', async () => {
  await journey.addEvent();
  await journey.untilMode('dr');
  const device = journey.device();
  const draft = await device.dispatch('draft.create', {
    kind: 'new',
    to: [{ name: '', address: OTTO }],
    html: '',
  });
  if (!draft.ok) throw new Error(draft.problem.message);
  await device.dispatch('outbox.send', { id: draft.value.id });
  await passUntil(() => journey.snapshot().outbox.sent === 1);
  await passUntil(() => journey.snapshot().delegated.some(holds(2)));
  const page = await device.dispatch('mail.list', { ...LIST, accountId: ottoId });
  expect(page).toMatchObject({ ok: true, value: { rows: [{ from: { address: 'ada@north.example' } }, {}] } });
});
