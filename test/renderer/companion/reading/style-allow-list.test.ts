/** Tests which declarations of an inline style are kept. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepStyle } from '../../../../renderer/companion/reading/style-allow-list.ts';

describe('inline styles', () => {
  test.each([
    ['color: red', 'color: red'],
    ['COLOR : #FF0000', 'color: #ff0000'],
    ['background: rgb(1, 2, 3)', 'background: rgb(1, 2, 3)'],
    ['font-family: "Segoe UI", Arial', 'font-family: "Segoe UI", Arial'],
    ['border: 1px solid #ccc', 'border: 1px solid #ccc'],
    ['margin: 0 auto; padding: 4px 8px', 'margin: 0 auto; padding: 4px 8px'],
    ['width: 560px; max-width: 100%', 'width: 560px; max-width: 100%'],
    ['line-height: 1.6; font-size: 13px', 'line-height: 1.6; font-size: 13px'],
  ])('%s is kept', (style, kept) => {
    expect(keepStyle(style).text).toBe(kept);
  });

  test.each([
    'background: url(https://a.test/x)',
    'background: u\\72l(https://a.test/x)',
    'background: image-set("https://a.test/x" 1x)',
    'background: src("https://a.test/x")',
    '--x: red; color: var(--x)',
    'color: re/**/d',
    'position: fixed',
    'position: fixed !important',
    'transform: scale(50)',
    'width: 999999px',
    'margin: -500px',
    'margin-left: -9999px',
    'z-index: 9',
    'content: "x"',
    'display: flex',
    'color: red !important',
    'animation: x',
    'filter: url(#f)',
    'behavior: url(x)',
    'width: expression(alert(1))',
    'font-family: x}</style><script>',
    'cursor: url(x), auto',
  ])('%s is not', (style) => {
    expect(keepStyle(style).text).toBe('');
  });

  test('whatever is written, what is kept can neither fetch nor leave its rule', () => {
    const pieces = fc.constantFrom(
      'color',
      'background',
      'width',
      ':',
      ';',
      ' ',
      'url(',
      ')',
      '\\',
      '/*',
      'red',
      '}',
      '<',
      '"',
      '1px',
      '@',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
        const { text } = keepStyle(parts.join(''));
        return !/[\\<>{}@]|url\(|\/\*|!important/i.test(text);
      }),
      { numRuns: 2000 },
    );
  });
});
