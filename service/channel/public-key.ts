/** Ed25519 public keys of devices: which may be registered, and the form in which Node verifies with them. */
import { createPublicKey, type KeyObject } from 'node:crypto';

const KEY_BYTES = 32;
const FIELD_PRIME = 2n ** 255n - 19n;
const SIGN_BIT = 2n ** 255n;

const ORDER_EIGHT_Y = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;

/**
 * y-coordinates of the eight points whose order divides the cofactor (RFC 8032, 5.1).
 * Under such a key one signature fits many texts, so it proves nothing.
 */
const SMALL_ORDER_Y: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  FIELD_PRIME - 1n,
  ORDER_EIGHT_Y,
  FIELD_PRIME - ORDER_EIGHT_Y,
]);

/** Whether 32 raw bytes in base64url are a key that a device may register: canonical, and not of small order. */
export function isUsablePublicKey(publicKey: string): boolean {
  const bytes = Buffer.from(publicKey, 'base64url');
  if (bytes.length !== KEY_BYTES || bytes.toString('base64url') !== publicKey) return false;
  const y = littleEndian(bytes) % SIGN_BIT;
  // A point off the curve is left to OpenSSL: no signature ever verifies with it.
  return y < FIELD_PRIME && !SMALL_ORDER_Y.has(y);
}

/** Throws for bytes that OpenSSL does not take as a key. */
export function publicKeyObject(publicKey: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
}

function littleEndian(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}
