/** A database put back from a backup begins a new epoch, and nothing else does (G16). */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../../service/audit/store.ts';
import { advanceAccount } from '../../../service/mailbox/store/accounts.ts';
import { emailChanges } from '../../../service/mailbox/store/changes.ts';
import { MARK_FILE } from '../../../service/storage/mark-file.ts';
import { DATABASE_FILE } from '../../../service/storage/open-database.ts';
import { wasPutBack } from '../../../service/storage/revision-mark.ts';
import { eventInput, openCore, TESTER, type CoreRig } from '../core-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';

let folder: string;
let markFile: string;
let database: string;
beforeEach(() => {
  folder = temporaryFolder();
  markFile = path.join(folder, MARK_FILE);
  database = path.join(folder, DATABASE_FILE);
});

/** Opens the folder for one piece of work. */
async function during<Value>(work: (rig: CoreRig) => Promise<Value>): Promise<Value> {
  const rig = await openCore(folder);
  try {
    return await work(rig);
  } finally {
    await rig.close();
  }
}

const addEvent = ({ core, addGroup }: CoreRig) =>
  addGroup('London').then((affectedGroupId) => core.events.create(TESTER, eventInput({ affectedGroupId })));
const epochOf = async ({ core }: CoreRig) => (await core.truth.position()).epoch;
const restarted = () =>
  during(async (rig) => ({ epoch: await epochOf(rig), putBack: rig.putBack, rows: await auditOf(rig) }));
const auditOf = async ({ db }: CoreRig) => {
  const rows = await db.selectFrom('audit').select(['action', 'detail']).execute();
  expect(await verifyAudit(db, [])).toMatchObject({ intact: true });
  return rows.filter(({ action }) => action === 'database.restore').map(({ detail }) => detail);
};

describe('the same epoch', () => {
  test('over restarts, with changes between', async () => {
    const epoch = await during(epochOf);
    await during(addEvent);
    expect(await restarted()).toEqual({ epoch, putBack: [], rows: [] });
  });

  test('after a change that was rolled back', async () => {
    const epoch = await during(epochOf);
    await during(async (rig) => {
      await addEvent(rig);
      await expect(
        rig.core.writePath.transact(async (unit) => {
          await unit.record({ kind: 'standing', people: [] });
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
    });
    expect((await restarted()).epoch).toBe(epoch);
  });
});

describe('a new epoch', () => {
  test('for a database older than the mark, once, with a row in the audit log', async () => {
    const before = await during(async (rig) => {
      await addEvent(rig);
      return epochOf(rig);
    });
    copyFileSync(database, `${database}.backup`);
    await during(addEvent);
    copyFileSync(`${database}.backup`, database);
    const { epoch, putBack, rows } = await restarted();
    expect(epoch).not.toBe(before);
    expect(putBack).toEqual([{ revision: 1, lastMarked: 2 }]);
    expect(rows).toEqual(['{"lastMarked":2,"revision":1}']);
    expect(await restarted()).toMatchObject({ epoch, putBack: [], rows });
  });

  test.each([
    ['missing', () => rmSync(markFile)],
    ['torn', () => writeFileSync(markFile, readFileSync(markFile).subarray(0, 20))],
    ['empty', () => writeFileSync(markFile, '')],
    ['of something else', () => writeFileSync(markFile, '[]')],
  ])('where the mark is %s', async (_, damage) => {
    const before = await during(epochOf);
    damage();
    const { epoch, putBack } = await restarted();
    expect(epoch).not.toBe(before);
    expect(putBack).toEqual([{ revision: 0, lastMarked: null }]);
  });

  test('for a backup from before an earlier restore, though its revision is the higher one', async () => {
    await during(addEvent);
    await during(addEvent);
    copyFileSync(database, `${database}.backup`);
    rmSync(markFile);
    const { epoch } = await restarted();
    copyFileSync(`${database}.backup`, database);
    expect((await restarted()).epoch).not.toBe(epoch);
  });

  test('and no state of a mailbox is known any more, so that a client reads it anew', async () => {
    const { accountId, state } = await during(async ({ core, addPerson }) => {
      const id = await addPerson('ada@north.example');
      await core.writePath.transact((unit) => advanceAccount(unit, id, 3));
      return { accountId: id, state: 3 };
    });
    rmSync(markFile);
    await during(async ({ db, core }) => {
      expect(await emailChanges(db, accountId, state, 10)).toBeNull();
      await core.writePath.transact((unit) => advanceAccount(unit, accountId, 5));
      expect(await emailChanges(db, accountId, state + 2, 10)).toBeNull();
    });
    await during(async ({ db, addPerson }) => {
      const id = await addPerson('bob@north.example');
      expect(await emailChanges(db, id, 0, 10)).toMatchObject({ modseq: 0 });
    });
  });
});

test.each([
  [{ epoch: 'a', revision: 7 }, 7, false],
  [{ epoch: 'a', revision: 6 }, 7, false],
  [{ epoch: 'a', revision: 8 }, 7, true],
  [{ epoch: 'b', revision: 7 }, 7, true],
  [null, 7, true],
])('mark %j, revision %i: put back %s', (mark, revision, expected) => {
  expect(wasPutBack(mark, { epoch: 'a', revision })).toBe(expected);
});
