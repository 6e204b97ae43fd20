/** Group commit: few transactions for many writes, durable before told, and a bad write fails alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGroupCommit } from '../../../service/storage/group-commit.ts';

interface Store {
  readonly stored: number[];
  transactions: number;
}

function openStore(): {
  readonly store: Store;
  readonly run: (work: (part: number[]) => Promise<void>) => Promise<void>;
} {
  const store: Store = { stored: [], transactions: 0 };
  const run = async (work: (part: number[]) => Promise<void>): Promise<void> => {
    const part: number[] = [];
    await work(part);
    store.stored.push(...part);
    store.transactions += 1;
  };
  return { store, run };
}

describe('createGroupCommit', () => {
  test('writes of one turn of the event loop share a transaction, in their order', async () => {
    const { store, run } = openStore();
    const group = createGroupCommit(run);
    const numbers = Array.from({ length: 500 }, (_, index) => index);
    await Promise.all(numbers.map((number) => group.write(async (part) => void part.push(number))));
    expect(store.stored).toEqual(numbers);
    expect(store.transactions).toBe(1);
    await group.write(async (part) => void part.push(500));
    expect(store.transactions).toBe(2);
  });

  test('whichever writes fail, exactly the others are stored, each once, and each is told its own fate', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async (fates) => {
        const { store, run } = openStore();
        const group = createGroupCommit(run);
        const told = await Promise.allSettled(
          fates.map((good, index) =>
            group.write(async (part) => {
              if (!good) throw new Error(`write ${String(index)}`);
              part.push(index);
            }),
          ),
        );
        expect(told.map(({ status }) => status === 'fulfilled')).toEqual(fates);
        expect(store.stored).toEqual(fates.flatMap((good, index) => (good ? [index] : [])));
      }),
    );
  });

  test('what is told to be stored is stored', async () => {
    const { store, run } = openStore();
    const group = createGroupCommit(run);
    const atTold: boolean[] = [];
    const write = (number: number) =>
      group
        .write(async (part) => void part.push(number))
        .then(() => atTold.push(store.stored.includes(number)));
    await Promise.all([1, 2, 3].map(write));
    expect(atTold).toEqual([true, true, true]);
  });
});
