/** Tests the two forms of a text: what comes into the editor, what it says as plain text, and what would be lost. */
import { describe, expect, test } from 'vitest';
import { editableMail } from '../../../../renderer/companion/compose/rich/editable-mail.ts';
import { lossesOf } from '../../../../renderer/companion/compose/rich/losses.ts';
import { plainText } from '../../../../renderer/companion/compose/rich/plain-lines.ts';
import { quotedOf } from '../../../../renderer/companion/compose/rich/quoted.ts';
import { richHtml } from '../../../../renderer/companion/compose/rich/rich-lines.ts';
import { typedLink } from '../../../../renderer/companion/compose/rich/typed-link.ts';
import { MAX_NODES } from '../../../../shared/mail/limits.ts';

function editable(html: string): HTMLElement {
  const holder = document.createElement('div');
  holder.append(editableMail(html) ?? 'too large');
  return holder;
}
const plain = (html: string): string => plainText(editable(html));

describe('what comes into the editor', () => {
  test.each([
    ['a script', '<b>a</b><script>x()</script>', '<b>a</b>'],
    ['a handler', '<p onclick="x()">a</p>', '<p>a</p>'],
    ['a class and an id of the app', '<p class="modal" id="root">a</p>', '<p>a</p>'],
    ['a frame', 'a<iframe src="https://e.example"></iframe>', 'a'],
    ['a form', '<form action="https://e.example"><input name="a">b</form>', 'b'],
    ['a tracking picture', 'a<img src="https://t.example/p.gif">', 'a'],
    ['a picture with words', 'a <img src="cid:1" alt="Logo">', 'a Logo'],
    ['a link to a script', '<a href="javascript:x()">a</a>', 'a'],
    ['a link', '<a href="https://e.example" target="_blank">a</a>', '<a href="https://e.example/">a</a>'],
    ['a style that fetches', '<p style="background:url(https://e.example)">a</p>', '<p style="">a</p>'],
    ['a style that covers the window', '<p style="position:fixed;top:0">a</p>', '<p style="">a</p>'],
  ])('loses %s, or keeps what is harmless of it', (_, html, kept) => {
    expect(editable(html).innerHTML).toBe(kept);
  });

  test('keeps tables and harmless styles, so that a quote looks as it did', () => {
    const { innerHTML } = editable('<table border="1"><tr><td style="color: red">1</td></tr></table>');
    expect(innerHTML).toContain('<td style="color: red;">1</td>');
  });
});

describe('formatted text in plain lines', () => {
  test.each([
    ['blocks and breaks', '<div>a<br>b</div><div><br></div><div>c</div>', 'a\nb\n\nc'],
    ['paragraphs apart', '<p>a</p>\n<p>b</p>', 'a\n\nb'],
    ['white space of the source', '<div>  a\n   <b> b</b>  </div>', 'a b'],
    ['a list', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>', '- a\n- b\n  - c'],
    ['numbers', '<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
    ['quotes in quotes', '<blockquote>a<blockquote>b</blockquote></blockquote>c', '> a\n>> b\nc'],
    [
      'a link that its words do not name',
      '<a href="https://e.example/x">here</a>',
      'here <https://e.example/x>',
    ],
    ['a link that its words name', '<a href="https://e.example/">e.example</a>', 'e.example'],
    ['an address', '<a href="mailto:a@b.example">a@b.example</a>', 'a@b.example'],
    ['a table', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\nc'],
    ['a line drawn', 'a<hr>b', `a\n${'-'.repeat(20)}\nb`],
    ['text that is set', '<pre>a\n  b</pre>', 'a\n  b'],
  ])('%s', (_, html, text) => {
    expect(plain(html)).toBe(text);
  });

  test('there and back, plain text stays what it was', () => {
    const text = 'Hi & <all>,\n\n  two  spaces\n\nOn Monday, Lena wrote:\n> a\n>> b\n> c\n>\n> d';
    const back = plainText(editable(richHtml(text)));
    // Spaces that do not break keep their places.
    expect(back.replaceAll('\u00a0', ' ')).toBe(text.replace('  two', 'two').replace('two  ', 'two '));
  });
});

describe('what plain text loses', () => {
  test.each([
    ['<div>a</div><ul><li>b</li></ul><blockquote>c</blockquote><a href="https://e.example">d</a>', []],
    ['<b>a</b>', ['emphasis']],
    ['<h1>a</h1>', ['looks']],
    ['<table><tr><td style="color:red"><i>a</i></td></tr></table>', ['emphasis', 'looks', 'tables']],
  ])('%s', (html, losses) => {
    expect(lossesOf(editable(html))).toEqual(losses);
  });
});

describe('a quote is in the form of its original', () => {
  test('a formatted one in both', () => {
    const html = '<p>Only <b>HTML</b></p>';
    expect(quotedOf({ kind: 'html', documents: [html], text: '' })).toEqual({ text: 'Only HTML', html });
  });
  test('a plain one in plain text', () => {
    expect(quotedOf({ kind: 'text', text: 'a', isTooLarge: false })).toEqual({ text: 'a', html: null });
  });
  test('one that is too large in the plain text that came with it', () => {
    const html = '<b></b>'.repeat(MAX_NODES + 1);
    expect(quotedOf({ kind: 'html', documents: [html], text: 'a' })).toEqual({ text: 'a', html: null });
  });
});

test.each([
  ['example.org/a', 'https://example.org/a'],
  ['http://example.org', 'http://example.org/'],
  ['lena@northwind.example', 'mailto:lena@northwind.example'],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['two words', null],
  [' ', null],
])('the link typed as "%s" leads to %s', (typed, url) => {
  expect(typedLink(typed)).toBe(url);
});
