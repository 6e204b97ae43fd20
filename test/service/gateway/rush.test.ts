/** In a rush accepting comes first, and what was accepted is read all the same (I1). */
import { expect, test } from 'vitest';
import { RUSH_PATIENCE_MS } from '../../../service/gateway/limits.ts';
import { createRush } from '../../../service/gateway/rush.ts';
import { steeredClock } from '../mailbox/steered-clock.ts';

function start() {
  const clock = steeredClock();
  let senders = 0;
  const rush = createRush(() => senders > 1, clock.schedule);
  const went: string[] = [];
  return {
    ...{ clock, rush, went },
    wait: (name: string) => void rush.isOver().then(() => went.push(name)),
    senders: (count: number) => {
      senders = count;
      rush.look();
    },
    // What is resolved goes on after this turn of the event loop.
    turn: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

test('without a rush nobody waits; in one, until it is over', async () => {
  const { wait, senders, went, turn } = start();
  wait('before');
  await turn();
  expect(went).toEqual(['before']);
  senders(3);
  wait('a');
  wait('b');
  senders(2);
  await turn();
  expect(went).toEqual(['before']);
  senders(1);
  await turn();
  expect(went).toEqual(['before', 'a', 'b']);
});

test('a rush without end is waited for only so long, each time', async () => {
  const { wait, senders, went, turn, clock } = start();
  senders(5);
  wait('first');
  clock.advance(RUSH_PATIENCE_MS - 1);
  await turn();
  expect(went).toEqual([]);
  clock.advance(1);
  await turn();
  wait('second');
  await turn();
  expect(went).toEqual(['first']);
  senders(0);
  await turn();
  expect(went).toEqual(['first', 'second']);
});
