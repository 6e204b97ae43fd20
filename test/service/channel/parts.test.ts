/** The small parts of the channel, each by its own rule. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Down } from '../../../shared/protocol/down.ts';
import { createDeadlineWheel, WHEEL_TICK_MS } from '../../../service/channel/deadline-wheel.ts';
import { frameOf, MAX_SENT_BYTES } from '../../../service/channel/frame.ts';
import { createGate } from '../../../service/channel/gate.ts';
import { spend, type MessageBudget } from '../../../service/channel/message-budget.ts';
import { isUsablePublicKey } from '../../../service/channel/public-key.ts';
import { judgePulse, nextPingAtMs, nextPulseLookMs, SILENCE_MS } from '../../../service/channel/pulse.ts';
import { createSteeredServiceClock } from '../../fakes/steered-service-clock.ts';
import { createDeviceKey } from './test-device.ts';

describe('public keys (RFC 8032, G36)', () => {
  const hex = (text: string): string => Buffer.from(text, 'hex').toString('base64url');
  it.each([
    ['the identity', hex(`01${'00'.repeat(31)}`)],
    ['the identity with a sign', hex(`01${'00'.repeat(30)}80`)],
    ['order 2', hex(`ec${'ff'.repeat(30)}7f`)],
    ['order 4', hex('00'.repeat(32))],
    ['order 4 with a sign', hex(`${'00'.repeat(31)}80`)],
    ['order 8', hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')],
    ['order 8 with a sign', hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85')],
    ['order 8, the other', hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')],
    [
      'order 8, the other, with a sign',
      hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'),
    ],
    ['not canonical, y = p', hex(`ed${'ff'.repeat(30)}7f`)],
    ['not canonical, y = p + 1', hex(`ee${'ff'.repeat(30)}7f`)],
    ['31 bytes', hex('11'.repeat(31))],
    ['not base64url', `${'+'.repeat(42)}A`],
    ['padded', `${createDeviceKey().publicKey}=`],
  ])('refuses %s', (_name, key) => {
    expect(isUsablePublicKey(key)).toBe(false);
  });

  it('takes keys as devices make them', () => {
    for (let count = 0; count < 50; count += 1)
      expect(isUsablePublicKey(createDeviceKey().publicKey)).toBe(true);
  });
});

describe('frames (RFC 6455, 5.2)', () => {
  it('are as long as the payload and at most four bytes more, at any length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (state) => {
        const message: Down = { type: 'mailbox', accountId: 'a', state };
        const frame = frameOf(message);
        const text = JSON.stringify(message);
        const bytes = Buffer.byteLength(text);
        const head = bytes < 126 ? 2 : 4;
        expect(frame.length).toBe(head + bytes);
        expect(frame[0]).toBe(0x81);
        expect(bytes < 126 ? frame[1] : frame.readUInt16BE(2)).toBe(bytes);
        expect(frame.subarray(head).toString('utf8')).toBe(text);
      }),
    );
  });

  it('refuse what would not fit', () => {
    const message: Down = { type: 'mailbox', accountId: 'a', state: 'x'.repeat(MAX_SENT_BYTES) };
    expect(() => frameOf(message)).toThrow(RangeError);
  });

  it('serialise a message once', () => {
    let count = 0;
    const counted = {
      type: 'mailbox' as const,
      accountId: 'a',
      state: 's',
      toJSON: () => ({ count: (count += 1) }),
    };
    frameOf(counted);
    expect(count).toBe(1);
  });
});

describe('the wheel', () => {
  it('meets each deadline, at most a tick late, with one timer', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(delays, (delaysMs) => {
        const clock = createSteeredServiceClock(0);
        const metMs = new Map<number, number>();
        const wheel = createDeadlineWheel<number>(clock, (item) => metMs.set(item, clock.monotonicMs()));
        for (const [item, delayMs] of delaysMs.entries()) wheel.set(item, delayMs);
        expect(clock.scheduledCount()).toBe(1);
        clock.advance(45_000);
        for (const [item, delayMs] of delaysMs.entries()) {
          const lateMs = (metMs.get(item) ?? Infinity) - delayMs;
          expect(lateMs).toBeGreaterThanOrEqual(0);
          expect(lateMs).toBeLessThanOrEqual(WHEEL_TICK_MS);
        }
        expect(clock.scheduledCount()).toBe(0);
      }),
    );
  });

  it('has one deadline an item, which can be taken back', () => {
    const clock = createSteeredServiceClock(0);
    const met: string[] = [];
    const wheel = createDeadlineWheel<string>(clock, (item) => met.push(`${item} ${clock.monotonicMs()}`));
    wheel.set('moved', 1000);
    wheel.set('moved', 5000);
    wheel.set('cleared', 1000);
    wheel.clear('cleared');
    clock.advance(10_000);
    expect(met).toEqual(['moved 5500']);
  });
});

describe('the pulse', () => {
  it('pings at each heartbeat, give or take a tenth', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
        const pingAtMs = nextPingAtMs(0, chance);
        expect(pingAtMs).toBeGreaterThanOrEqual(18_000);
        expect(pingAtMs).toBeLessThanOrEqual(22_000);
      }),
    );
  });

  it('gives a silent link up within 30 s, the tick of the wheel included (G3)', () => {
    const pulse = { heardMs: 0, pingAtMs: 20_000 };
    expect(judgePulse(pulse, 19_999)).toBe('wait');
    expect(judgePulse(pulse, 20_000)).toBe('ping');
    expect(nextPulseLookMs({ ...pulse, pingAtMs: 41_000 })).toBe(SILENCE_MS);
    expect(judgePulse(pulse, SILENCE_MS)).toBe('silent');
    expect(SILENCE_MS + WHEEL_TICK_MS).toBeLessThanOrEqual(30_000);
  });
});

it('a connection may say 60 things at once and 20 a second, however they come', () => {
  const limit = { burst: 60, perSecond: 20 };
  const gaps = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 500 });
  fc.assert(
    fc.property(gaps, (gapsMs) => {
      let budget: MessageBudget = { left: 60, atMs: 0 };
      let nowMs = 0;
      let passed = 0;
      for (const gapMs of gapsMs) {
        nowMs += gapMs;
        const next = spend(budget, limit, nowMs);
        if (next !== null) passed += 1;
        budget = next ?? budget;
        expect(passed).toBeLessThanOrEqual(60 + (nowMs / 1000) * 20);
      }
    }),
  );
});

it('the gate lets so many in at a time, in their order, and goes on after a failure', async () => {
  const gate = createGate(2);
  const started: number[] = [];
  const finish: (() => void)[] = [];
  const work = (item: number) => async (): Promise<number> => {
    started.push(item);
    await new Promise<void>((resolve) => finish.push(resolve));
    if (item === 0) throw new Error('the first fails');
    return item;
  };
  const first = gate.run(work(0)).catch((error: unknown) => error);
  const results = [1, 2, 3].map((item) => gate.run(work(item)));
  await expect.poll(() => started).toEqual([0, 1]);
  expect(gate.waitingCount()).toBe(2);
  finish[0]?.();
  expect(await first).toBeInstanceOf(Error);
  await expect.poll(() => started).toEqual([0, 1, 2]);
  finish[1]?.();
  await expect.poll(() => started).toEqual([0, 1, 2, 3]);
  finish[2]?.();
  finish[3]?.();
  expect(await Promise.all(results)).toEqual([1, 2, 3]);
});
