/** Taking accepted messages into mailboxes: whatever is offered is taken in, at whatever moment it comes. */
import { expect, test } from 'vitest';
import { createIngest, type Ingest } from '../../../service/mailbox/ingest.ts';

const unused = (): never => {
  throw new Error('not asked for');
};

/** Messages are refused by the parser and gone from disk, so that nothing but the queue is at work. */
function ingestWith(asked: string[], stored: () => Promise<void>): Ingest {
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
        return { kind: 'refused', refusal: 'failed' };
      },
    },
    nowMs: unused,
    goesOn: unused,
    store: stored,
    stored: async () => new Set(),
    failed: unused,
    turn: async () => undefined,
    retryLater: unused,
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
