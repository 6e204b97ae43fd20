/** The headers of the app's page and of a mail's document (security 7). */
import { describe, expect, test } from 'vitest';
import { appHeaders, mailHeaders } from '../../../electron/shell/content-policy.ts';

const policyOf = (headers: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    (headers['content-security-policy'] ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );

describe('security 7: content security policies', () => {
  test('the app loads only its own files, runs only its own scripts, and connects to nothing', () => {
    expect(Object.fromEntries(policyOf(appHeaders('text/html')))).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'none'",
      'frame-src': 'mail-view:',
      'form-action': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      webrtc: "'block'",
    });
  });

  test('a mail runs nothing, loads nothing and is sandboxed by its header', () => {
    expect(Object.fromEntries(policyOf(mailHeaders()))).toEqual({
      'default-src': "'none'",
      'img-src': 'data: blob:',
      'style-src': "'unsafe-inline'",
      'form-action': "'none'",
      'base-uri': "'none'",
      webrtc: "'block'",
      sandbox: '',
    });
  });

  test.each([appHeaders('text/html'), mailHeaders()])(
    'no sniffing, no referrer, no name looked up ahead',
    (headers) => {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-dns-prefetch-control': 'off',
      });
    },
  );
});
