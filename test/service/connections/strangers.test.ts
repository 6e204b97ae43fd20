/** The places of connections of whom nobody knows who they are. */
import { expect, test } from 'vitest';
import { createStrangers, type StrangerSocket } from '../../../service/connections/strangers.ts';

const LIMITS = { perClient: 3, inAll: 6, graceMs: 2000 };

function rig() {
  const clock = { nowMs: 0 };
  const gone: string[] = [];
  const strangers = createStrangers(LIMITS, () => clock.nowMs);
  const sockets = new Map<string, StrangerSocket>();
  const enter = (name: string, client = name.charAt(0)): boolean => {
    const socket = { destroy: () => gone.push(name) };
    sockets.set(name, socket);
    return strangers.enter(socket, client);
  };
  const socketOf = (name: string): StrangerSocket => sockets.get(name) ?? { destroy: () => undefined };
  return { clock, gone, strangers, enter, socketOf };
}

test('a client has so many, and a further one only in place of one that was slow', () => {
  const { clock, gone, enter, strangers } = rig();
  expect(['a1', 'a2', 'a3', 'a4'].map((name) => enter(name))).toEqual([true, true, true, false]);
  clock.nowMs = LIMITS.graceMs;
  expect(enter('a5')).toBe(true);
  expect([gone, strangers.count()]).toEqual([['a1'], 3]);
});

test('where all is full, a newcomer gets the oldest place of whoever has most', () => {
  const { gone, enter } = rig();
  for (const name of ['b1', 'a1', 'a2', 'a3', 'b2', 'c1']) enter(name);
  expect(enter('d1')).toBe(true);
  expect(gone).toEqual(['a1']);
});

test('where everybody has as much, only who was slow goes', () => {
  const { clock, gone, enter } = rig();
  for (const name of ['a1', 'b1', 'c1', 'd1', 'e1', 'f1']) enter(name);
  expect(enter('a2')).toBe(false);
  clock.nowMs = LIMITS.graceMs;
  expect(enter('g1')).toBe(true);
  expect(gone).toEqual(['a1']);
});

test('who is being proven stays, who is proven takes no place', () => {
  const { clock, gone, enter, strangers, socketOf } = rig();
  for (const name of ['a1', 'a2', 'a3']) enter(name);
  strangers.beingProven(socketOf('a1'));
  strangers.leave(socketOf('a2'));
  expect(enter('a4')).toBe(true);
  clock.nowMs = LIMITS.graceMs;
  expect(enter('a5')).toBe(true);
  expect([gone, strangers.count()]).toEqual([['a3'], 3]);
});

test('a client whose connections are all being proven is told to come back', () => {
  const { clock, enter, strangers, socketOf } = rig();
  for (const name of ['a1', 'a2', 'a3']) {
    enter(name);
    strangers.beingProven(socketOf(name));
  }
  clock.nowMs = LIMITS.graceMs;
  expect(enter('a4')).toBe(false);
});

test('a thousand come and go, and no place is lost', () => {
  const { enter, strangers, socketOf } = rig();
  for (let round = 0; round < 1000; round += 1) {
    expect(enter('a1')).toBe(true);
    strangers.leave(socketOf('a1'));
    strangers.leave(socketOf('a1'));
  }
  expect(strangers.count()).toBe(0);
});
