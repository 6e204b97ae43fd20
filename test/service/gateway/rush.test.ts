/** In a rush accepting comes first, and what was accepted is read all the same (I1). */
import { expect, test } from 'vitest';
import { RUSH_CALM_MS, RUSH_PATIENCE_MS } from '../../../service/gateway/limits.ts';
import { createRush } from '../../../service/gateway/rush.ts';
import { steeredClock } from '../mailbox/steered-clock.ts';

function start() {
  const clock = steeredClock();
  let senders = 0;
  const rush = createRush(() => senders > 1, clock.schedule);
  const went: string[] = [];
  return {
    ...{ clock, rush, went },
    wait: (name: string) => void rush.isOver(RUSH_PATIENCE_MS).then(() => went.push(name)),
    senders: (count: number) => {
      senders = count;
      rush.look();
    },
    // What is resolved goes on after this turn of the event loop.
    turn: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

test('without a rush nobody waits; in one, until it has been over for a moment', async () => {
  const { wait, senders, went, turn, clock } = start();
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
  clock.advance(RUSH_CALM_MS - 1);
  senders(2);
  clock.advance(1);
  senders(1);
  await turn();
  expect(went).toEqual(['before']);
  clock.advance(RUSH_CALM_MS);
  wait('after');
  await turn();
  expect(went).toEqual(['before', 'a', 'b', 'after']);
});

test('a rush without end is waited for only so long, each time, and not at all by what has waited for long', async () => {
  const { rush, wait, senders, went, turn, clock } = start();
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
  clock.advance(RUSH_CALM_MS);
  await turn();
  expect(went).toEqual(['first', 'second']);
  senders(5);
  await rush.isOver(0);
});
