/** Tests which declarations of an inline style are kept. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../renderer/companion/reading/mail-styles.ts';
import { keepStyle } from '../../../../renderer/companion/reading/style-allow-list.ts';

describe('inline styles', () => {
  test.each([
    ['color: red', 'color: red'],
    ['COLOR : #FF0000', 'color: #ff0000'],
    ['background: rgb(1, 2, 3)', 'background-color: rgb(1, 2, 3)'],
    ['background: #1f3a5f none repeat scroll 0 0', 'background-color: rgb(31, 58, 95)'],
    ["background: #1f3a5f url('https://a.test/x.png') no-repeat", 'background-color: rgb(31, 58, 95)'],
    ['background: linear-gradient(90deg, #003366, #0055aa)', 'background-color: #003366'],
    ['background-color: navy !important', 'background-color: navy'],
    ['color: red !important; color: blue', 'color: red'],
    ["color: red; background: url('a;b')", 'color: red'],
    [
      'font: italic 13px/20px Arial',
      'font-style: italic; font-weight: normal; font-size: 13px; line-height: 20px; font-family: Arial',
    ],
    ['font-family: "Segoe UI", Arial', 'font-family: "Segoe UI", Arial'],
    ['border: 1px solid #ccc', 'border: 1px solid #ccc'],
    ['margin: 0 auto; padding: 4px 8px', 'margin: 0 auto; padding: 4px 8px'],
    ['width: 560px; max-width: 100%', 'width: 560px; max-width: 100%'],
    ['line-height: 1.6; font-size: 13px', 'line-height: 1.6; font-size: 13px'],
  ])('%s is kept', (style, kept) => {
    expect(textOf(keepStyle(style))).toBe(kept);
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
    'animation: x',
    'filter: url(#f)',
    'behavior: url(x)',
    'width: expression(alert(1))',
    'font-family: x}</style><script>',
    'cursor: url(x), auto',
  ])('%s is not', (style) => {
    expect(textOf(keepStyle(style))).toBe('');
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
        const text = textOf(keepStyle(parts.join('')));
        return !/[\\<>{}@]|url\(|\/\*|!important/i.test(text);
      }),
      { numRuns: 2000 },
    );
  });
});
