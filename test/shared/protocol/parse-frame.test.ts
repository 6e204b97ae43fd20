/** Frames become trusted messages or a problem that names field and rule; nothing thrown at them gets through (G18). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FRAME_BYTES } from '../../../shared/domain/limits.ts';
import { parseDown, parseUp } from '../../../shared/protocol/parse-frame.ts';

const receipt = {
  type: 'receipt',
  id: 'r1',
  eventId: 'e1',
  kind: 'start',
  shownAt: '2026-11-23T09:00:00.000Z',
};

describe('parseUp', () => {
  it('takes a message and ignores fields that this version does not know', () => {
    expect(parseUp(JSON.stringify({ ...receipt, later: true }))).toEqual({ ok: true, value: receipt });
  });

  it.each([
    ['hello', 'bad-json', ''],
    ['', 'bad-json', ''],
    ['[]', 'bad-type', '/type'],
    ['null', 'bad-type', '/type'],
    ['1', 'bad-type', '/type'],
    ['{"type":"no-such"}', 'unknown-type', '/type'],
    ['{"type":5}', 'bad-type', '/type'],
    [JSON.stringify({ ...receipt, shownAt: 'yesterday' }), 'bad-field', '/shownAt'],
    [JSON.stringify({ ...receipt, id: '' }), 'bad-field', '/id'],
    [
      `{"type":"authenticate","deviceId":"d","nonce":"n","signature":"s","appVersion":"1","signedIn":true,"cachedMode":true,"revision":9007199254740993}`,
      'bad-field',
      '/revision',
    ],
    [
      `{"type":"authenticate","deviceId":"d","nonce":"n","signature":"s","appVersion":"1","signedIn":true,"cachedMode":true,"revision":-1}`,
      'bad-field',
      '/revision',
    ],
    [' '.repeat(MAX_FRAME_BYTES + 1), 'too-large', ''],
  ])('refuses %.60s', (frame, code, pointer) => {
    expect(parseUp(frame)).toMatchObject({ ok: false, problem: { code, pointer } });
  });

  it('leaves Object.prototype alone', () => {
    parseUp('{"type":"receipt","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}');
    expect('admin' in {}).toBe(false);
  });

  it('survives ten thousand levels', () => {
    expect(parseUp('['.repeat(10_000) + ']'.repeat(10_000)).ok).toBe(false);
  });
});

it('never throws, whatever comes in either direction', () => {
  const frame = fc.oneof(
    fc.string(),
    fc.json(),
    fc.record({ type: fc.string() }).map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(frame, (text) => {
      expect(typeof parseUp(text).ok).toBe('boolean');
      expect(typeof parseDown(text).ok).toBe('boolean');
    }),
  );
});
