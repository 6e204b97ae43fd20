/** Lists in pages: `{items, next}`, where `next` is an opaque cursor or null (interfaces 2). */
import { z } from 'zod';
import { Problem } from './problem.ts';

export const MAX_PAGE = 1000;
const DEFAULT_PAGE = 200;

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
  cursor: z.string().max(1000).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The last item's sort key, in order of significance; the page after starts behind it. */
export type CursorKey = readonly (string | number)[];

const cursorKeySchema = z
  .array(z.union([z.string(), z.number()]))
  .min(1)
  .max(4);

/** Reads one row more than `limit` to know whether there is a next page: pass all that were read. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => CursorKey,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(present), next: more ? encode(keyOf(last)) : null };
}

/** null without a cursor. Throws a 400 `Problem` for one that this service did not make. */
export function readCursor(cursor: string | undefined, parts: number): CursorKey | null {
  if (cursor === undefined) return null;
  const key = cursorKeySchema.safeParse(decode(cursor));
  if (!key.success || key.data.length !== parts) throw new Problem(400, 'cursor: is not one of this list');
  return key.data;
}

function encode(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
  } catch {
    return null;
  }
}
