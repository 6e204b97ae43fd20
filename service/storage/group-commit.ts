/** Many small writes, one transaction: with a commit each, thousands of devices that report at once would wait for thousands of fsyncs. */

export interface GroupCommit<Transaction> {
  /** Resolves when the write is durable; rejects with what it threw, without harm to the others. */
  readonly write: (work: (transaction: Transaction) => Promise<void>) => Promise<void>;
}

interface Waiting<Transaction> {
  readonly work: (transaction: Transaction) => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Others want the database too: a thousand upserts take some 50 ms. */
const MAX_WRITES = 1000;

type InTransaction<Transaction> = (work: (transaction: Transaction) => Promise<void>) => Promise<void>;

export function createGroupCommit<Transaction>(
  inTransaction: InTransaction<Transaction>,
): GroupCommit<Transaction> {
  let queue: Waiting<Transaction>[] = [];
  let state: 'idle' | 'running' = 'idle';
  const commitAll = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.slice(0, MAX_WRITES);
      queue = queue.slice(MAX_WRITES);
      await commit(inTransaction, batch);
    }
    state = 'idle';
  };
  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        queue.push({ work, resolve, reject });
        if (state === 'running') return;
        state = 'running';
        // After everything that this turn of the event loop brings: that is what makes a group.
        setImmediate(() => void commitAll());
      }),
  };
}

/** Never rejects. A group that fails is done again one by one, so that each learns its own fate. */
async function commit<Transaction>(
  inTransaction: InTransaction<Transaction>,
  batch: readonly Waiting<Transaction>[],
): Promise<void> {
  try {
    await inTransaction(async (transaction) => {
      for (const { work } of batch) await work(transaction);
    });
    for (const { resolve } of batch) resolve();
  } catch (error) {
    const [only, second] = batch;
    if (second === undefined) only?.reject(error);
    else for (const one of batch) await commit(inTransaction, [one]);
  }
}
