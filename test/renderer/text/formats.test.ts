/** Tests that times, sizes and spans read as people read them. */
import { describe, expect, test } from 'vitest';
import { createFormats, sentenceCase } from '../../../renderer/text/formats.ts';
import { createTexts, formatLocale, type Language } from '../../../renderer/text/language.ts';

const now = Date.parse('2026-03-28T12:07:00.000Z');
const formatsOf = (language: Language, zone = 'Europe/Berlin') =>
  createFormats(formatLocale(language, language === 'de' ? 'de-DE' : 'en-US'), createTexts(language).t, zone);

describe('formats', () => {
  test.each([
    ['2026-03-28T11:54:00.000Z', 'today, 12:54'],
    ['2026-03-27T23:30:00.000Z', 'today, 00:30'],
    ['2026-03-27T22:30:00.000Z', 'yesterday, 23:30'],
    // The clocks go forward in this night: the day has 23 hours and is still the next one.
    ['2026-03-29T21:59:00.000Z', 'tomorrow, 23:59'],
    ['2026-03-29T22:00:00.000Z', 'Monday, 00:00'],
    ['2026-01-12T08:00:00.000Z', '12 January, 09:00'],
    ['2025-12-31T08:00:00.000Z', '31 December 2025, 09:00'],
  ])('%s is %s in Munich', (at, words) => {
    expect(formatsOf('en').dayTime(Date.parse(at), now)).toBe(words);
  });

  test('a time that could be another zone’s names its zone', () => {
    const at = Date.parse('2026-03-28T17:00:00.000Z');
    expect(formatsOf('en').dayTimeZone(at, now)).toBe('today, 18:00 CET');
    expect(formatsOf('de').dayTimeZone(at, now)).toBe('heute, 18:00 MEZ');
  });

  test.each([
    [900, '1 second'],
    [40_000, '40 seconds'],
    [-40_000, '40 seconds'],
    [180_000, '3 minutes'],
    [26 * 3_600_000, '26 hours'],
    [5 * 86_400_000, '5 days'],
  ])('%d ms are %s', (spanMs, words) => {
    expect(formatsOf('en').span(spanMs)).toBe(words);
  });

  test.each([
    [0, '0 byte'],
    [412_000, '412 kB'],
    [2_400_000, '2.4 MB'],
    [61_000_000, '61 MB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatsOf('en').size(bytes)).toBe(words);
  });

  test('a line begins with a capital', () => {
    expect(sentenceCase('heute, 12:54', 'de-DE')).toBe('Heute, 12:54');
    expect(sentenceCase('', 'en-GB')).toBe('');
  });
});
