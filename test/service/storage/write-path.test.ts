/** One unit of work: what others hear of is a row of the same transaction, and they hear it once, in order, from the log alone. */
import { expect, onTestFinished, test } from 'vitest';
import { sql } from 'kysely';
import type { CommittedChange } from '../../../service/committed-change.ts';
import { openFollower } from '../../../service/storage/follower.ts';
import { createWritePath, type Unit } from '../../../service/storage/write-path.ts';
import { NO_CRASH_POINTS } from '../../../shared/lib/crash-point.ts';
import { openCore } from '../core-rig.ts';

const revoked = (deviceId: string): CommittedChange => ({ kind: 'device-revoked', deviceId });

async function start() {
  const rig = await openCore();
  onTestFinished(rig.close);
  const told: unknown[] = [];
  const { writePath, committed, audited } = rig.core;
  committed.subscribe((change) => told.push(change));
  audited.subscribe(({ action }) => told.push(action));
  const rows = () => rig.db.selectFrom('commitLog').selectAll().orderBy('number').execute();
  return { ...rig, ...writePath, told, rows };
}

const all = async (unit: Unit): Promise<void> => {
  unit.accountMoved('ada', '1');
  await unit.record({ kind: 'standing', people: [{ userId: 'ada' }, { userId: 'bob' }] });
  unit.announce({ kind: 'device-revoked', deviceId: 'd1' });
  const entry = { service: 'lab', actor: 'tester', action: 'thing.do', target: 'thing' } as const;
  await unit.audit({ ...entry, detail: { secretive: 'stays in the audit log' } });
  unit.accountMoved('ada', '2');
};

test('what a transaction has to tell is one row of it, told before the write has ended', async () => {
  const { transact, told, rows } = await start();
  await transact(all);
  expect(told).toEqual([
    { kind: 'standing', revision: 1, userIds: ['ada', 'bob'] },
    revoked('d1'),
    'thing.do',
    { kind: 'mailbox', accountId: 'ada', state: '2' },
  ]);
  expect(await rows()).toMatchObject([
    { number: 1, news: expect.not.stringContaining('secretive') as string },
  ]);
});

test('what is taken back is told to nobody, and what has nothing to tell is no row', async () => {
  const { transact, told, rows } = await start();
  const failing = transact(async (unit) => {
    await all(unit);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await transact(({ db }) => db.selectFrom('people').selectAll().execute());
  expect(told).toEqual([]);
  expect(await rows()).toEqual([]);
});

test('nothing is told before it is committed: whoever hears of it reads it', async () => {
  const { transact, core, db } = await start();
  const read: Promise<unknown>[] = [];
  core.committed.subscribe(() => {
    read.push(db.selectFrom('commitLog').select('number').execute());
  });
  await transact(async (unit) => {
    unit.announce({ kind: 'clock' });
    await Promise.resolve();
    expect(read).toEqual([]);
  });
  expect(await Promise.all(read)).toEqual([[{ number: 1 }]]);
});

test('writes that are asked for at once are told in the order of their commits', async () => {
  const { transact, told } = await start();
  const ids = Array.from({ length: 300 }, (_, index) => `d${String(index)}`);
  await Promise.all(
    ids.map((id) => transact(async (unit) => unit.announce({ kind: 'device-revoked', deviceId: id }))),
  );
  expect(told).toEqual(ids.map(revoked));
});

test('what could not be told is told with the next, before it', async () => {
  const { db, told } = await start();
  const failures: unknown[] = [];
  const follower = await openFollower(db, (error) => failures.push(error));
  follower.committed.subscribe((change) => told.push(change));
  let broken = true;
  const { transact } = createWritePath({
    db,
    nowMs: () => 0,
    crashPoint: NO_CRASH_POINTS,
    mark: () => undefined,
    failed: (error) => failures.push(error),
    follower: {
      follow: (reading) => (broken ? Promise.reject(new Error('unreadable')) : follower.follow(reading)),
    },
  });
  const revoke = (deviceId: string) =>
    transact(async (unit) => unit.announce({ kind: 'device-revoked', deviceId }));
  await revoke('d1');
  expect([told, failures]).toEqual([[], [new Error('unreadable')]]);
  broken = false;
  await revoke('d2');
  expect(told).toEqual([revoked('d1'), revoked('d2')]);
});

test('a listener that fails keeps neither the write nor the others', async () => {
  const { transact, core, told, failures } = await start();
  core.committed.subscribe(() => {
    throw new Error('broken');
  });
  core.committed.subscribe((change) => told.push(change));
  await transact(async (unit) => unit.announce({ kind: 'clock' }));
  expect([told, failures]).toEqual([[{ kind: 'clock' }, { kind: 'clock' }], [new Error('broken')]]);
});

test('the log keeps the newest, and gives no number twice', async () => {
  const { transact, db, rows } = await start();
  await sql`insert into "commitLog" with recursive n(i) as (select 1 union all select i + 1 from n where i < 4000)
    select i, '[]' from n`.execute(db);
  for (let turn = 0; turn < 128; turn += 1) await transact(async (unit) => unit.announce({ kind: 'clock' }));
  const numbers = (await rows()).map(({ number }) => number);
  expect(numbers.at(-1)).toBe(4128);
  expect(numbers.length).toBeLessThan(1024 + 128);
  expect(numbers.length).toBeGreaterThan(1000);
});
