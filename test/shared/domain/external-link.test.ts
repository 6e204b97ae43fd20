/** Which links leave the app, and what a person is shown before (security 15). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseExternalLink } from '../../../shared/domain/external-link.ts';

const corpus = path.join(import.meta.dirname, '../../corpus/hostile-html/fragments.json');
const fragments = z
  .array(z.object({ id: z.string(), html: z.string(), must: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(corpus, 'utf8')))
  .filter(({ must }) => must.includes('open-external-policy'));

/** What the corpus's link fragments lead to, each a decision; null: never opened. */
const decisions: Readonly<Record<string, string | null>> = {
  'link-01': null,
  'link-03': null,
  'link-05': null,
  'link-07': null,
  'link-09': null,
  'link-11': null,
  'link-13': null,
  'link-15': null,
  'link-17': null,
  'link-19': null,
  // The attachment that some mail programs would add by themselves is gone.
  'link-21': 'mailto:a@b.test',
  'link-23': 'https://evil.test/',
  // The host before the backslash, as a browser reads it: that is what is shown.
  'link-25': 'https://evil.test/@mybank.com/',
  'link-27': null,
};

describe('security 15: external links', () => {
  test('the corpus has just the fragments that are decided here', () => {
    expect(fragments.map(({ id }) => id).sort()).toEqual(Object.keys(decisions).sort());
  });

  test.each(fragments)('$id', ({ id, html }) => {
    const href = /href="([^"]*)"/.exec(html)?.[1] ?? '';
    const link = parseExternalLink(href);
    expect(link.ok ? link.value.url : null).toBe(decisions[id]);
  });

  test.each([
    ['https://user:secret@bank.example/', 'user-info'],
    ['https://bank.example@evil.example/', 'user-info'],
    ['javascript:alert(1)', 'scheme'],
    ['JAVASCRIPT:alert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['vbscript:x', 'scheme'],
    ['app://main/', 'scheme'],
    ['java\nscript:alert(1)', 'control-character'],
    ['https://bank.example/\u0000', 'control-character'],
    [' https://bank.example/', 'control-character'],
    ['https://bank\u200b.example/', 'control-character'],
    ['https://bank.example/\u202egpj.exe', 'control-character'],
    ['//evil.example/x', 'unparsable'],
    ['bank.example', 'unparsable'],
    ['https://', 'unparsable'],
    ['', 'unparsable'],
    [`https://bank.example/${'x'.repeat(2048)}`, 'too-long'],
  ])('%j is refused: %s', (href, problem) => {
    expect(parseExternalLink(href)).toEqual({ ok: false, problem });
  });

  test.each([
    // Cyrillic letters that look like "apple".
    ['https://\u0430\u0440\u0440\u04cf\u0435.com/', 'xn--80ak6aa92e.com'],
    ['https://m\u00fcnchen.example:8443/a', 'xn--mnchen-3ya.example:8443'],
    ['https://BANK.example/', 'bank.example'],
    ['http://0x7f000001/', '127.0.0.1'],
    ['mailto:ada%40north.example', 'ada@north.example'],
    ['mailto:ada@north.example?subject=Hi%20there&bcc=eve@evil.example', 'ada@north.example'],
  ])('%s is shown as leading to %s', (href, destination) => {
    const link = parseExternalLink(href);
    expect(link.ok && link.value.destination).toBe(destination);
  });

  test('a mail link keeps recipients, subject and text, and nothing that a mail program might obey', () => {
    const link = parseExternalLink(
      'mailto:a@b.example?subject=A%20b&body=c&attach=/x&attachment=/y&bcc=d@e.example',
    );
    expect(link.ok && link.value.url).toBe('mailto:a@b.example?subject=A%20b&body=c');
  });

  test('whatever is opened has an allowed scheme, no user name, and reads the same again', () => {
    const prefix = fc.constantFrom(
      'https://',
      'http://',
      'mailto:',
      'https:',
      'HTTPS:/\\',
      'javascript:',
      'file://',
      '',
    );
    fc.assert(
      fc.property(
        prefix,
        fc.oneof(fc.webUrl(), fc.string(), fc.string({ unit: 'binary' })),
        (start, rest) => {
          const link = parseExternalLink(start + rest);
          if (!link.ok) return;
          const opened = new URL(link.value.url);
          expect(['https:', 'http:', 'mailto:']).toContain(opened.protocol);
          expect(opened.username + opened.password).toBe('');
          expect(parseExternalLink(link.value.url)).toEqual(link);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
