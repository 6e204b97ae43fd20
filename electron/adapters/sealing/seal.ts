/** AES-256-GCM over one thing at a time, bound to what it is and where it belongs. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export const KEY_BYTES = 32;
const CIPHER = 'aes-256-gcm';
/** The nonce size that GCM is specified for; random ones are safe for 2^32 seals under one key (NIST SP 800-38D 8.3). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of everything sealed, so that another cipher can be told apart one day. */
const FORMAT = 1;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** Length of what is sealed beyond its content. */
export const SEAL_OVERHEAD_BYTES = HEAD_BYTES + TAG_BYTES;

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** A key for one purpose; knowing it tells nothing about the key it came from or about others (RFC 5869). */
export function deriveKey(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `continuity-companion ${purpose}`, KEY_BYTES));
}

/** `context` is authenticated, not stored: what is sealed opens in that place only. */
export function seal(key: Uint8Array, context: string, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const sealed = cipher.update(content);
  cipher.final();
  return Buffer.concat([Uint8Array.of(FORMAT), nonce, sealed, cipher.getAuthTag()]);
}

/** null when a bit of it, its context or the key is another. */
export function unseal(key: Uint8Array, context: string, sealed: Uint8Array): Buffer | null {
  if (sealed.length < SEAL_OVERHEAD_BYTES || sealed[0] !== FORMAT) return null;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, HEAD_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(end));
  const content = decipher.update(sealed.subarray(HEAD_BYTES, end));
  try {
    decipher.final();
    return content;
  } catch {
    // Node has one error for it and no code; at this point nothing but a wrong tag can fail.
    return null;
  }
}
