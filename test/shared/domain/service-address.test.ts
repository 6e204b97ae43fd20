/** Addresses of a service as people write them, and what becomes of each. */
import { describe, expect, test } from 'vitest';
import { readServiceAddress } from '../../../shared/domain/service-address.ts';

describe('is completed', () => {
  test.each([
    ['https://mail.example.org', 'https://mail.example.org'],
    ['mail.example.org', 'https://mail.example.org'],
    ['mail.example.org:8443', 'https://mail.example.org:8443'],
    ['mail.example.org:443', 'https://mail.example.org'],
    ['MAIL.Example.ORG', 'https://mail.example.org'],
    ['HTTPS://mail.example.org/', 'https://mail.example.org'],
    ['mail.example.org.', 'https://mail.example.org'],
    ['mail', 'https://mail'],
    ['  mail.example.org \n', 'https://mail.example.org'],
    ['\u200Bmail.example.org\uFEFF', 'https://mail.example.org'],
    ['\u00A0https://mail.example.org\u00A0', 'https://mail.example.org'],
    ['https://example.org/continuity/', 'https://example.org/continuity'],
    ['example.org/Continuity/v1.2', 'https://example.org/Continuity/v1.2'],
    ['example.org/continuity//', 'https://example.org/continuity'],
    ['example.org/a/../continuity', 'https://example.org/continuity'],
    ['[2001:db8::7]:8443', 'https://[2001:db8::7]:8443'],
    ['2001:DB8::7', 'https://[2001:db8::7]'],
    ['https://[2001:db8::7]/continuity', 'https://[2001:db8::7]/continuity'],
    ['::ffff:192.0.2.1', 'https://[::ffff:c000:201]'],
    ['192.0.2.1:8443', 'https://192.0.2.1:8443'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['例え.テスト', 'https://xn--r8jz45g.xn--zckzah'],
    ['localhost:8025', 'http://localhost:8025'],
    ['127.0.0.1:8025', 'http://127.0.0.1:8025'],
    ['::1', 'http://[::1]'],
    ['[::1]:8025', 'http://[::1]:8025'],
    ['http://localhost:8025/', 'http://localhost:8025'],
    ['https://localhost:8443', 'https://localhost:8443'],
    ['localhost.example.org', 'https://localhost.example.org'],
  ])('%j is %s', (typed, whole) => {
    expect(readServiceAddress(typed)).toEqual({ ok: true, value: whole });
    // What was read is what is read again.
    expect(readServiceAddress(whole)).toEqual({ ok: true, value: whole });
  });
});

describe('is refused', () => {
  test.each([
    ['', 'bad-url'],
    ['https://', 'bad-url'],
    ['mail example.org', 'bad-url'],
    ['mail.example.org https://mail.example.org', 'bad-url'],
    ['mail.exa\tmple.org', 'bad-url'],
    ['ftp://mail.example.org', 'bad-url'],
    ['file:///etc/passwd', 'bad-url'],
    ['javascript://mail.example.org', 'bad-url'],
    ['ada@example.org', 'bad-url'],
    ['https://ada:secret@mail.example.org', 'bad-url'],
    ['mailto:ada@example.org', 'bad-url'],
    ['https://mail.example.org?tenant=1', 'bad-url'],
    ['https://mail.example.org/#/events', 'bad-url'],
    ['mail.example.org:0', 'bad-url'],
    ['mail.example.org:65536', 'bad-url'],
    ['example.org/a b', 'bad-url'],
    ['example.org/%2e%2e%2fapi', 'bad-url'],
    ['example.org/a;b', 'bad-url'],
    ['example.org//a', 'bad-url'],
    ['fe80::1%eth0', 'bad-url'],
    ['1:2:3', 'bad-url'],
    ['http://mail.example.org', 'insecure-url'],
    ['http://127.0.0.1.example.org', 'insecure-url'],
    ['http://192.168.0.1:8025', 'insecure-url'],
    ['http://[2001:db8::7]', 'insecure-url'],
  ])('%j: %s', (typed, problem) => {
    expect(readServiceAddress(typed)).toEqual({ ok: false, problem });
  });
});
