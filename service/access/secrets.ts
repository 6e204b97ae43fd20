/** Secrets of 32 random bytes: what is stored of them recognises them and is of no use to a thief. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Too many to guess, so one fast hash is enough; passwords are another matter. */
export const SECRET_BYTES = 32;

/** SHA-256, hexadecimal. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes as long whatever differs, and whatever the lengths. */
export function isSame(given: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(right)));
}

/** Something that only whoever knows `key` can make of `text`; `purpose` keeps one use apart from another. */
export function sealOf(key: string, purpose: string, text: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url');
}
