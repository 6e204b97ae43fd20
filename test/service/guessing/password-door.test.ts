/** G42, G51: how many guesses are looked at in an hour, and whom they keep waiting, on a clock that the test moves. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createPasswordDoor,
  type Guess,
  type PasswordDoor,
  type Verdict,
} from '../../../service/guessing/password-door.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/instant.ts';
import { createSteeredServiceClock, type SteeredServiceClock } from '../../fakes/steered-service-clock.ts';

const RIGHT = 'correct horse';

let clock: SteeredServiceClock;
let door: PasswordDoor;
/** Each password that was compared, in order. */
let compared: string[];

beforeEach(() => {
  clock = createSteeredServiceClock(0);
  compared = [];
  door = createPasswordDoor({
    matches: async (stored, password) => {
      compared.push(password);
      return stored === `hash of ${password}`;
    },
    memoryKey: 'memory',
    monotonicMs: clock.monotonicMs,
    schedule: clock.schedule,
  });
});

const AT_ADA: Guess = {
  subject: 'person:ada',
  stored: `hash of ${RIGHT}`,
  password: RIGHT,
  remoteAddress: '192.0.2.1',
  browser: null,
};

let guesses = 0;

function guess(given: Partial<Guess> = {}): Promise<Verdict> {
  guesses += 1;
  return door.try({ ...AT_ADA, password: `guess ${String(guesses)}`, ...given });
}

/** All of it that needs no time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

/** From each of the addresses somebody guesses as often as there is a place, for an hour. */
async function guessForAnHour(addresses: readonly string[], at: Partial<Guess> = {}): Promise<number> {
  const before = compared.length;
  for (let second = 0; second < HOUR_MS / SECOND_MS; second += 4) {
    for (const remoteAddress of addresses) void guess({ ...at, remoteAddress });
    await settled();
    clock.advance(4 * SECOND_MS);
  }
  await settled();
  return compared.length - before;
}

function addressesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `203.0.${String(index >> 8)}.${String(index & 255)}`);
}

/** Milliseconds of the clock until it is answered. */
async function timed(attempt: Promise<Verdict>): Promise<[Verdict['kind'], number]> {
  let verdict: Verdict | null = null;
  void attempt.then((given) => {
    verdict = given;
  });
  for (let passedMs = 0; passedMs <= MINUTE_MS; passedMs += 100) {
    await settled();
    const given = verdict as Verdict | null;
    if (given !== null) return [given.kind, passedMs];
    clock.advance(100);
  }
  throw new Error('was not answered');
}

describe('G42: guesses at one person that are looked at', () => {
  test('from one address: 330 in the first hour, and 130 in each that follows', async () => {
    expect(await guessForAnHour(['203.0.113.1'])).toBeLessThanOrEqual(330);
    expect(await guessForAnHour(['203.0.113.1'])).toBeLessThanOrEqual(130);
  });

  test('from a hundred addresses: 1,400 in the first hour, and 1,000 in each that follows', async () => {
    expect(await guessForAnHour(addressesOf(100))).toBeLessThanOrEqual(1400);
    expect(await guessForAnHour(addressesOf(100))).toBeLessThanOrEqual(1000);
  });

  test('by a thief of a known browser: five at once, thirty an hour', async () => {
    expect(await guessForAnHour(['203.0.113.1'], { browser: 'stolen' })).toBeLessThanOrEqual(35);
  });

  test('the same wrong password again is no further guess, and yet is told to wait after five', async () => {
    const told: string[] = [];
    for (let time = 0; time < 7; time += 1) told.push((await guess({ password: 'old password' })).kind);
    expect(told).toEqual([...Array<string>(5).fill('wrong'), 'limited', 'limited']);
    expect(compared).toEqual(['old password']);
  });

  test('at whomever from one address: 200 at once, then one every four seconds', async () => {
    let person = 0;
    const before = compared.length;
    for (let second = 0; second < 600; second += 1) {
      for (let time = 0; time < 5; time += 1) void guess({ subject: `person:${String((person += 1))}` });
      await settled();
      clock.advance(SECOND_MS);
    }
    expect(compared.length - before).toBeLessThanOrEqual(200 + 600 / 4 + 1);
  });
});

describe('G42: a remembered password', () => {
  test('answers behind the limits only: the 2,200 tries after a sign-in do not end in the mailbox', async () => {
    expect((await guess({ password: RIGHT })).kind).toBe('right');
    for (const remoteAddress of ['192.0.2.1', '203.0.113.1']) {
      for (let time = 0; time < 2200; time += 1) void guess({ remoteAddress });
      for (let turn = 0; turn < 20; turn += 1) await settled();
      expect((await guess({ remoteAddress, password: RIGHT })).kind).toBe('limited');
    }
    expect(compared.length).toBeLessThan(600);
  });

  test('is known only where it was proved: anywhere else it is compared as any other', async () => {
    await guess({ password: RIGHT });
    await guess({ password: RIGHT });
    expect(compared).toHaveLength(1);
    await guess({ password: RIGHT, remoteAddress: '203.0.113.1' });
    expect(compared).toHaveLength(2);
    await guess({ password: RIGHT, stored: 'hash of another' });
    expect(compared).toHaveLength(3);
  });
});

describe('G51: the right password comes in within 5 s', () => {
  test('from another address, after an hour of guesses from a hundred', async () => {
    await guessForAnHour(addressesOf(100));
    for (const remoteAddress of addressesOf(100)) void guess({ remoteAddress });
    const [verdict, tookMs] = await timed(guess({ password: RIGHT }));
    expect(verdict).toBe('right');
    expect(tookMs).toBeLessThanOrEqual(5 * SECOND_MS);
  });

  test('at once from where one has signed in before, whatever goes on elsewhere', async () => {
    await guess({ password: RIGHT });
    clock.advance(HOUR_MS);
    await guessForAnHour(addressesOf(100));
    expect(await timed(guess({ password: RIGHT }))).toEqual(['right', 0]);
  });

  test('from the address of a hundred strangers and for the person they guess at, in their first two rounds', async () => {
    for (let stranger = 0; stranger < 199; stranger += 1) await guess();
    expect(await timed(guess({ password: RIGHT }))).toEqual(['right', 0]);
  });

  test('for another person behind the address from which 21 sign-ins failed', async () => {
    for (let failure = 0; failure < 100; failure += 1) await guess({ subject: `person:${String(failure)}` });
    expect(await timed(guess({ password: RIGHT }))).toEqual(['right', 0]);
  });

  test('by a known browser, and it takes nothing of what strangers have left', async () => {
    await guessForAnHour(addressesOf(100));
    expect(await timed(guess({ password: RIGHT, browser: 'known' }))).toEqual(['right', 0]);
  });
});

test('G51: of those that wait, whoever failed least is next', async () => {
  const begun: string[] = [];
  const gates: (() => void)[] = [];
  door = createPasswordDoor({
    matches: (_stored, password) => {
      begun.push(password);
      return new Promise((resolve) => gates.push(() => resolve(password === RIGHT)));
    },
    memoryKey: 'memory',
    monotonicMs: clock.monotonicMs,
    schedule: clock.schedule,
  });
  for (let stranger = 0; stranger < 100; stranger += 1) void guess({ remoteAddress: '203.0.113.1' });
  await settled();
  const honest = guess({ password: RIGHT });
  await settled();
  gates[0]?.();
  await settled();
  expect(begun[2]).toBe(RIGHT);
  gates[2]?.();
  expect((await honest).kind).toBe('right');
});
