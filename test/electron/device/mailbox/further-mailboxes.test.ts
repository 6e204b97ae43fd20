/** Tests delegates' mailboxes: kept beside one's own, read by their names, and gone when the right is withdrawn (product 4). */
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createMemoryFurther } from '../../../../electron/adapters/mail-store/memory-further.ts';
import { createMailReader } from '../../../../electron/device/mailbox/mail-reader.ts';
import { createMailboxes } from '../../../../electron/device/mailbox/mailboxes.ts';
import {
  MAX_FURTHER_ACCOUNTS,
  settleAccounts,
  type FurtherAccounts,
} from '../../../../electron/device/mailbox/further/further-account.ts';
import type { RecordChange } from '../../../../electron/device/ports.ts';
import { createFakeMailStore } from '../../../fakes/memory-mail-store.ts';
import { createSteeredClock } from '../../../fakes/steered-clock.ts';
import { untilSo } from '../../../waiting/until-so.ts';
import { ACCOUNT, BASE_URL, createJmapServer, OTHER_ACCOUNT } from './jmap-server.ts';
import { NOW_MS, served } from './sync-harness.ts';

const LIST = { mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 10 } as const;

function createRig(stored: FurtherAccounts = new Map()) {
  const server = createJmapServer();
  const clock = createSteeredClock(NOW_MS);
  const mail = createFakeMailStore();
  const further = createMemoryFurther();
  const written: RecordChange[] = [];
  let reachable = true;
  const mailboxes = createMailboxes(
    {
      ...{ http: server.http, mail, furtherMail: further.of, clock },
      chance: { uniform: () => 0.5, id: () => 'id' },
      log: { write: () => undefined },
      access: () => (reachable ? { apiBaseUrl: BASE_URL, token: 'token', accountId: ACCOUNT } : null),
      nowMs: () => NOW_MS + clock.monotonicMs(),
      prioritySince: () => null,
      put: (changes) => written.push(...changes),
      changed: () => undefined,
    },
    stored,
  );
  const parser = { read: vi.fn(), part: vi.fn(), stop: vi.fn() };
  const reader = createMailReader({ mail, furtherMail: further.of, parser, further: mailboxes.delegated });
  onTestFinished(() => mailboxes.stop());
  return {
    ...{ server, clock, further, written, mailboxes, reader },
    unreachable: () => {
      reachable = false;
    },
    until: (met: () => boolean | Promise<boolean>) => untilSo(met, () => mailboxes.delegated()),
    isComplete: () => mailboxes.delegated().every(({ cache }) => cache.state === 'complete'),
    async hint() {
      mailboxes.hint();
      clock.advance(200);
    },
  };
}

let rig: ReturnType<typeof createRig>;
beforeEach(async () => {
  rig = createRig();
  rig.server.put(served('m1', 1000), served('m2', 2000));
  rig.mailboxes.start();
  await rig.until(() => rig.mailboxes.delegated().length === 1 && rig.isComplete());
});

describe('a mailbox that may be read', () => {
  test('is kept under its person’s name, in a store of its own, and known after a restart', () => {
    expect(rig.mailboxes.delegated()).toMatchObject([
      { accountId: OTHER_ACCOUNT, name: 'Otto', cache: { messages: 2 } },
    ]);
    expect(rig.written).toEqual([{ kind: 'further-account', id: OTHER_ACCOUNT, value: { name: 'Otto' } }]);
  });

  test('is listed and searched, each mail with whose it is', async () => {
    const page = await rig.reader.list({ ...LIST, accountId: OTHER_ACCOUNT }, 1);
    expect(page.rows.map(({ id, delegateOf }) => [id, delegateOf])).toEqual([
      [`${OTHER_ACCOUNT}/m1`, 'Otto'],
      [`${OTHER_ACCOUNT}/m2`, 'Otto'],
    ]);
    const found = await rig.reader.search({ text: 'about m1', limit: 10 });
    expect(found.map(({ id }) => id).sort()).toEqual(['m1', `${OTHER_ACCOUNT}/m1`]);
    expect((await rig.reader.search({ text: 'about', limit: 3 })).length).toBe(3);
  });

  test('opens by the name that the list gave', async () => {
    const answer = await rig.reader.bytes({ id: `${OTHER_ACCOUNT}/m1`, index: null });
    expect(answer.ok && Buffer.from(answer.value.bytes).toString()).toContain('Body of m1');
  });

  test('follows new mail', async () => {
    rig.server.put(served('m3', 10));
    await rig.hint();
    await rig.until(
      () =>
        rig.isComplete() &&
        rig.mailboxes.delegated().every(({ cache }) => cache.state !== 'off' && cache.messages === 3),
    );
  });
});

test('a mailbox that is withdrawn is hidden at once, and nothing of it is left', async () => {
  rig.server.serve({ [ACCOUNT]: 'Anna' });
  await rig.hint();
  await rig.until(() => rig.mailboxes.delegated().length === 0);
  expect((await rig.reader.list({ ...LIST, accountId: OTHER_ACCOUNT }, 1)).rows).toEqual([]);
  expect(await rig.reader.open(`${OTHER_ACCOUNT}/m1`)).toMatchObject({
    ok: false,
    problem: { code: 'not-cached' },
  });
  await rig.until(() => rig.written.at(-1)?.value === null);
  expect((await rig.further.of(OTHER_ACCOUNT).counts()).messages).toBe(0);
  expect((await rig.reader.list({ ...LIST, accountId: null }, 1)).total).toBe(2);
});

test('a service that cannot be reached withdraws nothing', async () => {
  rig.unreachable();
  await rig.hint();
  await rig.until(() => {
    const view = rig.mailboxes.view();
    return view.state !== 'off' && view.problem === 'service-unreachable';
  });
  expect(rig.mailboxes.delegated()).toHaveLength(1);
});

test('what was kept can be read after a restart without a network', async () => {
  const again = createRig(new Map([[OTHER_ACCOUNT, { name: 'Otto' }]]));
  again.unreachable();
  again.mailboxes.start();
  expect(again.mailboxes.delegated()).toMatchObject([{ name: 'Otto' }]);
});

test('an account that is nobody’s to read is never opened', async () => {
  expect((await rig.reader.list({ ...LIST, accountId: 'person-3' }, 1)).rows).toEqual([]);
  expect([...rig.further.all()].map(([id]) => id)).toEqual([OTHER_ACCOUNT]);
});

describe('what becomes of the known accounts', () => {
  const many = new Map(
    Array.from({ length: MAX_FURTHER_ACCOUNTS + 1 }, (_, at) => [`p${String(at)}`, { name: 'x' }]),
  );
  test('one that did not change stays the same object', () => {
    const known = new Map([['a', { name: 'Ada' }]]);
    expect(settleAccounts(known, new Map([['a', { name: 'Ada' }]])).kept.get('a')).toBe(known.get('a'));
    expect(settleAccounts(known, new Map([['a', { name: 'Ida' }]])).kept.get('a')).toEqual({ name: 'Ida' });
  });
  test('more than anybody reads are not kept', () => {
    expect(settleAccounts(new Map(), many).kept.size).toBe(MAX_FURTHER_ACCOUNTS);
  });
});
