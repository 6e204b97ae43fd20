/** Tests which attributes of a mail's elements are kept, and with what values. */
import { describe, expect, test } from 'vitest';
import { keepsAttribute } from '../../../../renderer/companion/reading/attribute-allow-list.ts';

describe('attributes of mail', () => {
  test.each([
    ['width', '560'],
    ['width', '100%'],
    ['height', '48px'],
    ['colspan', '2'],
    ['align', 'center'],
    ['dir', 'RTL'],
    ['bgcolor', '#f4f1ea'],
    ['face', "'Segoe UI', Arial"],
    ['size', '+2'],
    ['alt', 'anything: at all'],
  ])('%s="%s" is kept', (name, value) => {
    expect(keepsAttribute(name, value)).toBe(true);
  });

  test.each([
    ['width', '999999'],
    ['height', '2001'],
    ['width', 'calc(1px)'],
    ['colspan', '99999'],
    ['align', 'url(x)'],
    ['dir', 'up'],
    ['bgcolor', 'url(https://a.test/x)'],
    ['color', 'expression(1)'],
    ['face', 'x;y'],
    ['size', '999'],
    ['class', 'mail-link'],
    ['id', 'root'],
    ['style', 'color: red'],
    ['background', 'x.png'],
    ['onclick', 'x()'],
    ['srcset', 'x 1x'],
  ])('%s="%s" is not', (name, value) => {
    expect(keepsAttribute(name, value)).toBe(false);
  });
});
