/** Bearer tokens of devices: only ours, only as long as they last, only of their device (security, "jwt-none"). */
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createAccessTokens } from '../../../service/devices/access-tokens.ts';
import { ACCESS_TOKEN_MAX_MS } from '../../../shared/protocol/timing.ts';

const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');
const secret = Buffer.alloc(32, 7).toString('base64url');
const tokens = createAccessTokens({ secret, serviceId: 'service-1' });
const device = { id: 'd1', userId: 'u1' };

describe('access tokens', () => {
  test('interfaces 3: a token names its device and person, for at most ten minutes', async () => {
    const { accessToken, expiresAtMs } = await tokens.issue(device, NOW_MS);
    expect(expiresAtMs - NOW_MS).toBeLessThanOrEqual(ACCESS_TOKEN_MAX_MS);
    expect(await tokens.check(accessToken, NOW_MS)).toEqual({ deviceId: 'd1', userId: 'u1', expiresAtMs });
    expect(await tokens.check(accessToken, expiresAtMs - 1000)).not.toBeNull();
    expect(await tokens.check(accessToken, expiresAtMs)).toBeNull();
  });

  test('a token of another service, another secret, another kind or altered by a letter is none', async () => {
    const { accessToken } = await tokens.issue(device, NOW_MS);
    const others = [
      createAccessTokens({ secret, serviceId: 'service-2' }),
      createAccessTokens({ secret: Buffer.alloc(32, 8).toString('base64url'), serviceId: 'service-1' }),
    ];
    for (const other of others) {
      const foreign = await other.issue(device, NOW_MS);
      expect(await tokens.check(foreign.accessToken, NOW_MS)).toBeNull();
    }
    const [head = '', payload = '', signature = ''] = accessToken.split('.');
    const other = Buffer.from(payload, 'base64url').toString().replace('u1', 'u2');
    const altered = [head, Buffer.from(other).toString('base64url'), signature].join('.');
    for (const bad of [altered, `${head}.${payload}.`, head, '', 'a.b.c'])
      expect(await tokens.check(bad, NOW_MS)).toBeNull();
  });

  test('jwt-none: no algorithm, and no other algorithm, is taken', async () => {
    const claims = { device: 'd1' };
    const issuedAt = Math.floor(NOW_MS / 1000);
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer('service-1')
      .setAudience('mailbox')
      .setSubject('u1')
      .setExpirationTime(issuedAt + 60)
      .encode();
    expect(await tokens.check(unsigned, NOW_MS)).toBeNull();
    const { privateKey } = generateKeyPairSync('ed25519');
    const otherwise = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer('service-1')
      .setAudience('mailbox')
      .setSubject('u1')
      .setExpirationTime(issuedAt + 60)
      .sign(privateKey);
    expect(await tokens.check(otherwise, NOW_MS)).toBeNull();
  });
});
