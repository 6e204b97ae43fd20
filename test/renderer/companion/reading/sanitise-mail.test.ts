/** Tests the sanitiser with every hostile fragment, and with what ordinary mail needs. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { mailDocument } from '../../../../renderer/companion/reading/mail-document.ts';
import { MAX_NODES } from '../../../../shared/mail/limits.ts';
import { sanitiseMail, type SafeMail } from '../../../../renderer/companion/reading/sanitise-mail.ts';
import { faults, shown } from './mail-faults.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function clean(html: string, images: Readonly<Record<string, string>> = {}): SafeMail {
  const sanitised = sanitiseMail([html], images);
  if (sanitised.kind !== 'safe') throw new Error('too large');
  return sanitised.mail;
}

const fragments = z
  .array(z.object({ id: z.string(), html: z.string(), must: z.array(z.string()) }))
  .parse(read(path.join(root, 'test/corpus/hostile-html/fragments.json')));

describe('security, Showing HTML mail: hostile fragments', () => {
  test.each(fragments.map(({ id, must, html }) => [id, must.join(', '), html]))('%s: %s', (_, __, html) => {
    expect(faults(clean(html))).toEqual([]);
  });

  const leaks = path.resolve(root, '../shared/corpora/httpleaks/leak.html');
  test('HTTPLeaks as one message asks for nothing', ({ skip }) => {
    if (!existsSync(leaks)) skip('the HTTPLeaks corpus is not here');
    expect(faults(clean(readFileSync(leaks, 'utf8')))).toEqual([]);
  });

  const fixtures = path.resolve(root, '../shared/corpora/dompurify-fixtures/expect.json');
  test('DOMPurify’s own fixtures leave nothing unsafe', ({ skip }) => {
    if (!existsSync(fixtures)) skip('the DOMPurify fixtures are not here');
    const payloads = z.array(z.object({ payload: z.string() })).parse(read(fixtures));
    expect(payloads.length).toBeGreaterThan(200);
    const unsafe = payloads.flatMap(({ payload }) => faults(clean(payload)).map((fault) => [payload, fault]));
    expect(unsafe).toEqual([]);
  });
});

const PNG = 'data:image/png;base64,iVBORw0KGgo=';

describe('pictures', () => {
  test.each([
    ['https', '<img src="https://a.test/x.png" alt="Logo">', 1],
    ['protocol-relative', '<img src="//a.test/x.png">', 1],
    ['cid', '<img src=" cid:chart@a">', 0],
    ['cid of no part', '<img src="cid:other@a" alt="x">', 0],
    ['a raster data URL', `<img src="${PNG}">`, 0],
    ['an SVG data URL', '<img src="data:image/svg+xml;base64,PHN2Zy8+">', 0],
  ])('%s', (name, html, blocked) => {
    const mail = clean(html, { 'cid:chart@a': PNG });
    expect(mail.blockedPictures).toBe(blocked);
    const own = ['cid', 'a raster data URL'].includes(name);
    expect(shown(mail).querySelectorAll('img')).toHaveLength(own ? 1 : 0);
  });

  test('a blocked picture leaves its words; a tracking pixel leaves nothing, and is counted', () => {
    const mail = clean(
      '<img src="https://a.test/1" alt="Our new office"><img src="https://t.test/o" width="1" height="1">',
    );
    expect(mail.blockedPictures).toBe(2);
    expect(shown(mail).body.textContent.trim()).toBe('Our new office');
  });
});

describe('links', () => {
  test('a link’s words stay, its target is listed, and it is numbered once', () => {
    const mail = clean('<p><a href="https://a.test/x">One</a> and <a href="https://a.test/x">again</a></p>');
    expect(mail.links).toMatchObject([
      { number: 1, url: 'https://a.test/x', destination: 'a.test', text: 'One' },
    ]);
    expect(shown(mail).body.textContent.trim()).toBe('One1 and again1');
  });

  test('open-external-policy: what may not leave the app is words only', () => {
    for (const { id, html } of fragments.filter(({ must }) => must.includes('open-external-policy'))) {
      const { links } = clean(html);
      expect([id, links.every(({ url }) => /^(?:https?:\/\/[\w.-]+\/|mailto:[^?]*$)/.test(url))]).toEqual([
        id,
        true,
      ]);
    }
  });

  test('security 15: a link that says one host and leads to another is marked', () => {
    const [link] = clean('<a href="https://evil.test/login">https://www.mybank.com</a>').links;
    expect(link).toMatchObject({ claimed: 'mybank.com', destination: 'evil.test' });
  });

  test('a look-alike host shows its ASCII name', () => {
    expect(clean('<a href="https://аpple.test/">apple.test</a>').links[0]?.destination).toMatch(/^xn--/);
  });

  test('more links than anybody reads are counted', () => {
    const html = Array.from({ length: 75 }, (_, index) => `<a href="https://a.test/${index}">x</a>`).join('');
    const { links, unlistedLinks } = clean(html);
    expect([links.length, unlistedLinks]).toEqual([60, 15]);
  });
});

describe('what ordinary mail needs', () => {
  test('structure, tables and direction stay', () => {
    const mail = clean(
      '<h1>T</h1><table border="1" width="560"><tr><td colspan="2" align="left" dir="rtl">x</td></tr></table>',
    );
    const cell = shown(mail).querySelector('td');
    expect([cell?.getAttribute('colspan'), cell?.getAttribute('align'), cell?.getAttribute('dir')]).toEqual([
      '2',
      'left',
      'rtl',
    ]);
  });

  test('allowed styles become rules of the document; the rest of the attribute goes', () => {
    const mail = clean(
      '<p style="color: #333; position: fixed; margin: 0 auto">x</p><p style="margin: 0 auto; color:#333">y</p>',
    );
    expect(mail.styles).toContain('color: #333; margin: 0 auto');
    expect(mail.styles).not.toContain('position');
    expect(mail.ownColours).toBe(true);
  });

  test('a mail without colours follows the reader’s theme, one with colours is shown on white', () => {
    const plain = clean('<p style="font-weight: bold">x</p>');
    expect(plain.ownColours).toBe(false);
    expect(mailDocument(plain, 'dark')).toContain('color-scheme: dark');
    expect(mailDocument(clean('<font color="red">x</font>'), 'dark')).toContain('color-scheme: light');
  });

  test('the ground that a mail gives its body stays under its text', () => {
    const mail = clean(
      '<html><body bgcolor="#000000" style="color: white" onload="x()"><p>x</p></body></html>',
    );
    expect(mail.html).toBe('<div class="s0"><p>x</p></div>');
    expect(mail.styles).toBe('.s0 { background-color: #000000; color: white }');
  });

  test('what only looks like a style is left as it is', () => {
    const mail = clean(
      `<a href="https://a.test/maps/style=night/view">x</a><img width="200" alt="Chair style = modern" src="https://a.test/p"><p title="style=x">Text style=plain</p>`,
    );
    expect(mail.links[0]?.url).toBe('https://a.test/maps/style=night/view');
    for (const words of ['Chair style = modern', 'title="style=x"', 'Text style=plain'])
      expect(mail.html).toContain(words);
  });

  test.each([
    ['white on nothing', '<p style="color: #fff">x</p>', 0],
    ['white on a picture', '<td style="background: url(https://a.test/x); color: white">x</td>', 0],
    ['navy under the text of nobody', '<div style="background-color: #222">x</div>', 0],
    ['white on navy', '<div style="background: navy; color: white !important">x</div>', 2],
    [
      'white in the cell of a navy table',
      '<table bgcolor="#000080"><tr><td><font color="white">x</font></td></tr></table>',
      2,
    ],
    [
      'a ground that hides one and shows the other',
      '<div style="background: #fff"><p style="color: #fff">a</p><p>b</p></div>',
      0,
    ],
  ])('%s: text can be seen on its ground', (_, html, colours) => {
    const mail = clean(html);
    expect(`${mail.styles} ${mail.html}`.match(/color(?:=|: )/g)?.length ?? 0).toBe(colours);
  });

  test('a link keeps its own colour, and takes the text’s where ours could not be seen', () => {
    const dark = 'background-color: #1f3a5f';
    const own = clean(`<div style="${dark}"><a href="https://a.test/" style="color: #fff">x</a></div>`);
    expect([own.styles, own.html]).toEqual([
      expect.stringContaining('color: #fff'),
      expect.stringContaining('mail-link'),
    ]);
    const none = clean(`<div style="${dark}; color: #fff"><a href="https://a.test/">x</a></div>`);
    expect(none.styles).toContain('color: inherit');
  });

  test.each([
    '<div style="display:none !important">x</div>',
    '<div style="max-height:0;overflow:hidden">x</div>',
    '<p hidden>x</p>',
    '<p style="visibility:hidden">x</p>',
    '<p style="font-size:0">x</p>',
    '<b style="mso-hide:all">x</b>',
    '<b style="opacity: 0">x</b>',
  ])('%s is not there at all', (html) => {
    expect(shown(clean(html)).body.textContent).toBe('');
  });

  test('what a hidden place shows again is there', () => {
    expect(
      shown(clean('<div style="font-size:0">a<p style="font-size:13px">b</p></div>')).body.textContent,
    ).toBe('b');
  });

  test('direction and language of the page stay', () => {
    const html = '<html dir="rtl" lang="he"><body><p>Outlook x</p></body></html>';
    expect(clean(html).html).toBe('<div dir="rtl" lang="he"><p>Outlook x</p></div>');
  });

  test.each([
    ['<base href="https://a.test/b/"><a href="page.html">x</a>', 'https://a.test/b/page.html'],
    ['<a href="//a.test/proto">x</a>', 'https://a.test/proto'],
    ['<a href="www.a.test/bare">x</a>', 'https://www.a.test/bare'],
    ['<a href="https://a.test/with space">x</a>', 'https://a.test/with%20space'],
    ['<a href="https://a.test/li\nne">x</a>', 'https://a.test/line'],
  ])('%s opens what it means', (html, url) => {
    expect(clean(html).links[0]?.url).toBe(url);
  });

  test('a number that nothing here dials is said', () => {
    expect(shown(clean('<a href="tel:+4930123">call us</a>')).body.textContent).toBe('call us (+4930123)');
    expect(shown(clean('<a href="tel:+4930123">+49 30 123</a>')).body.textContent).toBe('+49 30 123');
  });

  test('no part of a letter reaches into the next', () => {
    const sanitised = sanitiseMail(['<p>a <a href="https://a.test/?', '<b>"secret"</b>'], {});
    expect(sanitised.kind === 'safe' && sanitised.mail.html).toContain('<b>"secret"</b>');
  });

  test('a frameset cannot take the place of the body', () => {
    expect(clean('<div>words<frameset onload=x()></div>').html).toContain('words');
  });

  test('class names and ids of the sender are gone', () => {
    expect(clean('<p class="mail-link s0" id="root">x</p>').html).toBe('<p>x</p>');
  });

  test('a message of too many nodes is shown as text instead', () => {
    expect(sanitiseMail(['<b></b>'.repeat(MAX_NODES + 1)], {}).kind).toBe('too-large');
  });
});
