/** What stands in the way, told from error codes, from a proxy's answer and from an answer of something else. */
import { describe, expect, test } from 'vitest';
import { codeOf, failureOfError } from '../../../../electron/adapters/network/failure-of-error.ts';
import { failureOfProxy } from '../../../../electron/adapters/network/proxy-answer.ts';
import type { ProxyRoute } from '../../../../electron/adapters/network/route.ts';
import { failureOfAnswer } from '../../../../shared/domain/failure-of-answer.ts';

const host = 'mail.example.org';
const certificate = {
  subject: 'Mail',
  issuer: 'Northwind CA',
  names: 'a.example, b.example',
  from: 'then',
  until: 'now',
};

describe('an error', () => {
  test.each([
    ['ENOTFOUND', { kind: 'unknown-name', host }],
    ['EAI_AGAIN', { kind: 'no-network' }],
    ['ENETUNREACH', { kind: 'no-network' }],
    ['ECONNREFUSED', { kind: 'connection-refused', host }],
    ['ETIMEDOUT', { kind: 'timed-out', host }],
    ['EHOSTUNREACH', { kind: 'timed-out', host }],
    ['ECONNRESET', { kind: 'cut-off', host }],
    ['EPROTO', { kind: 'not-encrypted', host }],
    ['ERR_SSL_WRONG_VERSION_NUMBER', { kind: 'not-encrypted', host }],
    ['CERT_HAS_EXPIRED', { kind: 'certificate-expired', host, until: 'now' }],
    ['CERT_NOT_YET_VALID', { kind: 'certificate-not-yet-valid', host, from: 'then' }],
    ['ERR_TLS_CERT_ALTNAME_INVALID', { kind: 'certificate-other-name', host, names: 'a.example, b.example' }],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      { kind: 'certificate-unknown', host, subject: 'Mail', issuer: 'Northwind CA' },
    ],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', { kind: 'certificate-unknown' }],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', { kind: 'certificate-unknown' }],
    ['SELF_SIGNED_CERT_IN_CHAIN', { kind: 'certificate-unknown' }],
    ['CERT_SIGNATURE_FAILURE', { kind: 'certificate-unknown' }],
    ['CERT_REVOKED', { kind: 'certificate-not-fit', host }],
    ['EWHATEVER', { kind: 'unreachable', host }],
    ['', { kind: 'unreachable', host }],
    ['toString', { kind: 'unreachable', host }],
  ])('%s', (code, failure) => {
    expect(failureOfError({ host, code, certificate })).toMatchObject(failure);
  });

  test('its code may be its cause’s, and of several tries the last one’s counts', () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    expect(codeOf(new Error('failed', { cause: refused }))).toBe('ECONNREFUSED');
    expect(codeOf(new AggregateError([new Error('first'), refused]))).toBe('ECONNREFUSED');
    expect(codeOf('no error')).toBe('');
  });

  test('a certificate that was not seen names nobody', () => {
    const failure = failureOfError({ host, code: 'SELF_SIGNED_CERT_IN_CHAIN', certificate: null });
    expect(failure).toEqual({ kind: 'certificate-unknown', host, subject: '', issuer: '' });
  });
});

describe('a proxy that refuses', () => {
  const route: ProxyRoute = { kind: 'proxy', scheme: 'http', host: '::1', port: 8080, credentials: null };
  const known = { ...route, credentials: { name: 'kbrandt', password: 'x', typed: 0 } };
  const proxy = '[::1]:8080';
  const wants = { kind: 'proxy-wants-password', proxy };

  test.each<[number, string | undefined, ProxyRoute, object]>([
    [407, 'Basic realm="Northwind, Berlin"', route, wants],
    [407, 'Basic realm="a"', known, { kind: 'proxy-password-wrong', proxy }],
    [407, 'Negotiate, NTLM, Basic realm="a"', route, wants],
    [407, 'basic realm="a", charset="UTF-8"', route, wants],
    [407, undefined, route, wants],
    [407, 'Negotiate', route, { kind: 'proxy-sign-in-unknown', proxy, schemes: 'Negotiate' }],
    [407, 'Negotiate, NTLM', known, { kind: 'proxy-sign-in-unknown', proxy, schemes: 'Negotiate, NTLM' }],
    [403, undefined, route, { kind: 'proxy-refuses', proxy, status: '403' }],
    [401, 'Basic realm="Tinyproxy"', known, { kind: 'proxy-password-wrong', proxy }],
    [302, undefined, route, { kind: 'proxy-refuses', proxy, status: '302' }],
    [502, undefined, route, { kind: 'proxy-gets-nowhere', proxy, host, status: '502' }],
    [503, undefined, route, { kind: 'proxy-gets-nowhere', proxy, host, status: '503' }],
  ])('%i %s', (status, authenticate, by, failure) => {
    const headers = authenticate === undefined ? {} : { 'proxy-authenticate': authenticate };
    expect(failureOfProxy({ status, headers }, by, host)).toEqual(failure);
  });
});

describe('an answer', () => {
  const url = `https://${host}/continuity`;
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const json = { 'content-type': 'application/json' };

  test.each<[number, Readonly<Record<string, string>>, object | null]>([
    [
      302,
      { location: 'http://portal.example/login?to=x' },
      { kind: 'redirected', host, to: 'http://portal.example' },
    ],
    [301, { location: '/elsewhere' }, { kind: 'redirected', host, to: `https://${host}` }],
    [307, {}, { kind: 'redirected', host, to: `https://${host}` }],
    [200, html, { kind: 'web-page', host }],
    [401, html, { kind: 'web-page', host }],
    [403, html, { kind: 'web-page', host }],
    [511, json, { kind: 'web-page', host }],
    [404, html, { kind: 'not-a-service', host }],
    [405, {}, { kind: 'not-a-service', host }],
    [421, json, { kind: 'not-its-name', host }],
    [502, html, { kind: 'draining', host }],
    [503, json, { kind: 'draining', host }],
    [504, html, { kind: 'draining', host }],
    [200, json, null],
    [401, json, null],
    [429, json, null],
    [500, json, null],
  ])('%i %j', (status, headers, failure) => {
    expect(failureOfAnswer({ status, headers }, url)).toEqual(failure);
  });
});
