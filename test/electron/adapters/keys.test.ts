/** Device keys: shape, and signatures that anyone can verify with the public key alone. */
import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ed25519Keys } from '../../../electron/adapters/keys.ts';

/** RFC 8032 7.1, test 1: empty message. */
const RFC_PRIVATE = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const RFC_SIGNATURE =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';

describe('ed25519 keys (interfaces 2)', () => {
  test('signs as RFC 8032 does', () => {
    const privateKey = Buffer.from(RFC_PRIVATE, 'hex').toString('base64url');
    expect(Buffer.from(ed25519Keys.sign(privateKey, ''), 'base64url').toString('hex')).toBe(RFC_SIGNATURE);
  });

  test('a new pair has 32 raw bytes each, belongs together and is new every time', () => {
    const pair = ed25519Keys.createPair();
    expect(Buffer.from(pair.publicKey, 'base64url')).toHaveLength(32);
    expect(Buffer.from(pair.privateKey, 'base64url')).toHaveLength(32);
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: pair.publicKey }, format: 'jwk' });
    const signature = Buffer.from(ed25519Keys.sign(pair.privateKey, 'grüße'), 'base64url');
    expect(signature).toHaveLength(64);
    expect(verify(null, Buffer.from('grüße'), key, signature)).toBe(true);
    expect(verify(null, Buffer.from('gruesse'), key, signature)).toBe(false);
    expect(ed25519Keys.createPair().publicKey).not.toBe(pair.publicKey);
  });

  test('refuses a key of another length', () => {
    expect(() => ed25519Keys.sign('AAAA', 'text')).toThrow(TypeError);
  });
});
