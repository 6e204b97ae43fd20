/** Cursors of lists: where the next page begins, sealed so that a forged one is noticed. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Page } from '../../shared/http/page.ts';
import { Refusal } from '../refusal.ts';

export interface Cursors {
  readonly encode: (position: readonly string[]) => string;
  /** Throws a `Refusal` (bad-request) for what `encode` did not make. */
  readonly decode: (cursor: string) => readonly string[];
}

const SEAL_BYTES = 16;
const positionSchema = z.array(z.string());

export function createCursors(secret: string): Cursors {
  const sealOf = (body: string): Buffer =>
    createHmac('sha256', secret).update(`cursor\n${body}`).digest().subarray(0, SEAL_BYTES);
  return {
    encode(position) {
      const body = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${body}.${sealOf(body).toString('base64url')}`;
    },
    decode(cursor) {
      const [body = '', seal = ''] = cursor.split('.', 2);
      const given = Buffer.from(seal, 'base64url');
      if (given.length !== SEAL_BYTES || !timingSafeEqual(given, sealOf(body))) {
        throw new Refusal('bad-request', 'bad-cursor', 'this cursor is not one of this service');
      }
      return positionSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    },
  };
}

/** `rows` were asked for with one more than `limit`: it tells whether there is a next page. */
export function toPage<Item>(
  rows: readonly Item[],
  limit: number,
  nextFrom: (last: Item) => string,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? nextFrom(last) : null };
}
