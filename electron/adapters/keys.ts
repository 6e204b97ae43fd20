/** Ed25519 pairs and signatures by Node's crypto, as raw bytes in base64url (interfaces 2, 3). */
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Keys } from '../device/ports.ts';

const RAW_KEY_BYTES = 32;
/** RFC 8410: everything of a PKCS #8 Ed25519 private key that comes before its 32 bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export const ed25519Keys: Keys = {
  createPair() {
    const pair = generateKeyPairSync('ed25519');
    return {
      publicKey: lastBytes(pair.publicKey.export({ format: 'der', type: 'spki' })),
      privateKey: lastBytes(pair.privateKey.export({ format: 'der', type: 'pkcs8' })),
    };
  },
  sign(privateKey, text) {
    const raw = Buffer.from(privateKey, 'base64url');
    if (raw.length !== RAW_KEY_BYTES) throw new TypeError('an Ed25519 private key has 32 bytes');
    const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, raw]), format: 'der', type: 'pkcs8' });
    return sign(null, Buffer.from(text, 'utf8'), key).toString('base64url');
  },
};

/** Both DER forms end with the raw key. */
function lastBytes(der: Buffer): string {
  return der.subarray(-RAW_KEY_BYTES).toString('base64url');
}
