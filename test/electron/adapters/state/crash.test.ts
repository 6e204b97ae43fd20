/** Stores of processes that were killed: what was said to be stored is there. */
import { describe, expect, test } from 'vitest';
import { batchOf, rawOf } from '../cached-mail.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { runChild } from './child-process.ts';
import { openFileState } from './open-temporary-state.ts';

/** Kills the child after so many writes and answers with the last one that it said was done. */
async function writeAndKill(
  folder: string,
  kind: 'records' | 'mail',
  from: number,
  writes: number,
): Promise<number> {
  const child = runChild('test/electron/adapters/state/writing-child.ts', [folder, kind, String(from)]);
  let last = from - 1;
  for await (const line of child.lines) {
    last = Number(line);
    if (last >= from + writes) child.process.kill('SIGKILL');
  }
  expect(await child.ended).toBe('SIGKILL');
  return last;
}

describe('kill -9', () => {
  test('every record whose write resolved is there, both of each pair (G17, G28)', async () => {
    const folder = temporaryFolder();
    let last = -1;
    for (const writes of [0, 20]) last = await writeAndKill(folder, 'records', last + 1, writes);
    const { records } = await openFileState(folder);
    const receipts = await records.read('receipt');
    const outbox = await records.read('outbox');
    for (let number = 0; number <= last; number += 1) expect(receipts.get(`r${number}`)).toEqual({ number });
    // One more may have been stored before it could be said.
    expect(receipts.size - last - 1).toBeLessThanOrEqual(3);
    expect(outbox.size).toBe(receipts.size);
  });

  test('every mail whose put resolved is there and whole, and the store goes on (C1, resumed)', async () => {
    const folder = temporaryFolder();
    let last = -1;
    for (const writes of [3, 30]) last = await writeAndKill(folder, 'mail', last + 1, writes);
    const { mail } = await openFileState(folder);
    for (let number = 0; number <= last; number += 1) {
      expect(Buffer.from((await mail.raw(`M${number}`)) ?? [])).toEqual(rawOf(number));
    }
    const { total } = await mail.list({ mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 1 });
    expect(total).toBe((await mail.ids()).size);
    await mail.put(batchOf([100_000]));
    expect((await mail.search('100000', 1)).map(({ id }) => id)).toEqual(['M100000']);
  });

  test('a second process is refused while the first lives, and let in when it was killed', async () => {
    const folder = temporaryFolder();
    const child = runChild('test/electron/adapters/state/writing-child.ts', [folder, 'records']);
    for await (const line of child.lines) {
      if (Number(line) !== 1) continue;
      await expect(openFileState(folder)).rejects.toThrow('another process');
      child.process.kill('SIGKILL');
    }
    await child.ended;
    const { records } = await openFileState(folder);
    expect((await records.read('receipt')).size).toBeGreaterThan(1);
  });
});
