/** Characters are counted as a person counts them (product 1). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCharacters } from '../../../shared/domain/limits.ts';

describe('countCharacters', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['Grüße', 5],
    ['Gru\u0308\u00dfe', 5],
    ['👩‍👩‍👧‍👦', 1],
    ['🇩🇪🇫🇷', 2],
    ['👍🏽', 1],
    ['مرحبا', 5],
    ['\r\n', 1],
    ['a\nb', 3],
  ])('%j has %i', (text, expected) => {
    expect(countCharacters(text)).toBe(expected);
  });

  it('agrees with segmentation where the short cut for ASCII is taken', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        expect(countCharacters(text)).toBe([...segmenter.segment(text)].length);
      }),
    );
  });
});
