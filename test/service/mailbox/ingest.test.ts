/** Taking accepted messages into mailboxes: whatever is offered is taken in, at whatever moment it comes. */
import { expect, test } from 'vitest';
import {
  createIngest,
  INGEST_BATCH,
  type Ingest,
  type IngestPorts,
} from '../../../service/mailbox/ingest.ts';

const unused = (): never => {
  throw new Error('not asked for');
};

/** Messages are refused by the parser and gone from disk, so that nothing but the queue is at work. */
function ingestWith(asked: string[], stored: () => Promise<void>, ports: Partial<IngestPorts> = {}): Ingest {
  return createIngest({
    files: {
      ids: async () => [],
      head: async () => null,
      read: async () => null,
      remove: unused,
      pathOf: (id) => id,
    },
    parser: {
      parse: async ({ path }) => {
        asked.push(path);
        return { kind: 'refused', refusal: 'failed', digest: null };
      },
    },
    nowMs: () => 0,
    settledMs: () => 0,
    goesOn: unused,
    store: stored,
    stored: async () => new Set(),
    failed: unused,
    turn: async () => undefined,
    retryLater: unused,
    ...ports,
  });
}

// The queue ends a few turns after its last batch is stored; a message in any of them must find it at work or start it.
test.each(Array.from({ length: 12 }, (_, turns) => turns))(
  'G21: a message that comes %i turns after the last batch was stored is not left waiting',
  async (turns) => {
    const asked: string[] = [];
    let isFirst = true;
    const ingest = ingestWith(asked, async () => {
      if (!isFirst) return;
      isFirst = false;
      let later = Promise.resolve();
      for (let turn = 0; turn < turns; turn += 1) later = later.then(() => undefined);
      void later.then(() => ingest.offer('second'));
    });
    ingest.offer('first');
    await new Promise((resolve) => setImmediate(resolve));
    await ingest.idle();
    expect(asked).toEqual(['first', 'second']);
  },
);

test('a batch waits no longer than for the oldest that is in it', async () => {
  let nowMs = 1000;
  const waitedMs: number[] = [];
  const asked: string[] = [];
  const ingest = ingestWith(asked, async () => undefined, {
    nowMs: () => nowMs,
    turn: async (sinceMs) => {
      waitedMs.push(sinceMs);
      if (waitedMs.length > 1) return;
      nowMs = 2500;
      for (let number = 0; number < INGEST_BATCH; number += 1) ingest.offer(`later ${String(number)}`);
      nowMs = 4000;
    },
  });
  ingest.offer('first');
  await ingest.idle();
  expect(waitedMs).toEqual([0, 1500]);
  expect(asked).toHaveLength(1 + INGEST_BATCH);
});
