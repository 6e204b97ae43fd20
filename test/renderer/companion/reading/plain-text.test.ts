/** Tests how plain text is cut into paragraphs, quotes and links. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimedHost } from '../../../../renderer/companion/reading/mail-links.ts';
import { linkify, textBlocks } from '../../../../renderer/companion/reading/plain-text.ts';

const links = (text: string) => linkify(text).flatMap((piece) => (piece.kind === 'link' ? [piece.text] : []));

describe('security, plain text: the linkifier', () => {
  test.each([
    ['See https://a.test/x.', ['https://a.test/x']],
    ['(https://a.test/x)', ['https://a.test/x']],
    ['https://a.test/x_(y)', ['https://a.test/x_(y)']],
    ['<https://a.test/?q=1&r=2>', ['https://a.test/?q=1&r=2']],
    ['“https://a.test”, then', ['https://a.test']],
    ['write to ada@a.test, please', ['ada@a.test']],
    ['a@b c@ @d', []],
    ['javascript:alert(1) file:///etc/passwd smb://x/y', []],
    ['https://user:secret@a.test/', []],
    ['https://', []],
    ['Visit www.partner.example/offer today.', ['www.partner.example/offer']],
    ['詳細はhttps://partner.example/jp/をご覧ください。', ['https://partner.example/jp/']],
    ['"https://a.test/q",(https://a.test/p)', ['https://a.test/q', 'https://a.test/p']],
    ['or mailto:hans@a.test?subject=Hi', ['mailto:hans@a.test?subject=Hi']],
    ['awww.a.test xhttps', []],
  ])('%s', (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  test('not a character is lost or added, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) =>
          linkify(text)
            .map((piece) => piece.text)
            .join('') === text,
      ),
    );
  });

  test('its time grows with the length of the text alone', () => {
    // In processor time: whatever else the machine does.
    const spanOf = (text: string): number => {
      const before = process.cpuUsage();
      linkify(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const hostile = [
      'http://'.repeat(60_000),
      'a@'.repeat(200_000),
      '(((('.repeat(100_000),
      'a.b.'.repeat(100_000),
    ];
    expect(Math.max(...hostile.map(spanOf))).toBeLessThan(1_000);
  });
});

describe('blocks', () => {
  test('paragraphs end at blank lines, a quote is one block without its marks', () => {
    expect(textBlocks('One\nline\n\nTwo\r\n\r\n> quoted\n>\n>> deeper\n\nAfter\n\n')).toEqual([
      { kind: 'words', text: 'One\nline' },
      { kind: 'words', text: 'Two' },
      { kind: 'quote', text: 'quoted\n\n> deeper' },
      { kind: 'words', text: 'After' },
    ]);
  });

  test('nothing is nothing', () => {
    expect(textBlocks(' \n\n ')).toEqual([]);
  });
});

describe('a host that a link claims', () => {
  test.each([
    ['https://www.mybank.com', 'evil.test', 'mybank.com'],
    ['mybank.com/login', 'evil.test', 'mybank.com'],
    ['www.mybank.com', 'mybank.com', null],
    ['mybank.com', 'login.mybank.com', null],
    ['Click here', 'evil.test', null],
    ['Version 2.0', 'evil.test', null],
    ['https://a.test:8443/x', 'a.test:8443', null],
  ])('%s leading to %s claims %s', (text, destination, claimed) => {
    expect(claimedHost(text, destination)).toBe(claimed);
  });
});
