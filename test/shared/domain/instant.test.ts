/** Times on the wire: RFC 3339, UTC, milliseconds (interfaces, introduction). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMs, instantSchema, toMs } from '../../../shared/domain/instant.ts';
import { inMailWindow, MAIL_WINDOW_MS } from '../../../shared/domain/mail-window.ts';

describe('instantSchema', () => {
  it.each([
    '2026-02-29T00:00:00.000Z',
    '2026-11-23T09:00:00Z',
    '2026-11-23T09:00:00.000+00:00',
    '2026-11-23 09:00:00.000Z',
    '2026-11-23T23:59:60.000Z',
    '+010000-01-01T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-11-23T24:00:00.000Z',
    '',
  ])('refuses %j', (text) => {
    expect(instantSchema.safeParse(text).success).toBe(false);
  });

  it('accepts and gives back every millisecond of four-digit years', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(0, 0), max: Date.UTC(9999, 11, 31) }), (atMs) => {
        expect(instantSchema.parse(fromMs(atMs))).toBe(fromMs(atMs));
        expect(toMs(fromMs(atMs))).toBe(atMs);
      }),
    );
  });
});

describe('inMailWindow', () => {
  it('holds five days of 24 hours, the oldest instant included (G25)', () => {
    const nowMs = Date.parse('2026-11-23T09:00:00.000Z');
    expect(inMailWindow(nowMs - MAIL_WINDOW_MS, nowMs)).toBe(true);
    expect(inMailWindow(nowMs - MAIL_WINDOW_MS - 1, nowMs)).toBe(false);
  });
});
