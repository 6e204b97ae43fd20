/** Lists of the REST interface: a page of items in an order, filtered, and where the next begins (interfaces 2). */
import { z } from 'zod';

const DEFAULT_PAGE_ITEMS = 100;
export const MAX_PAGE_ITEMS = 1000;

/** Longer than any name or address that it could be found in. */
const MAX_SEARCH_UNITS = 200;

export const pageQuerySchema = z.object({
  /** Larger pages are cut to `MAX_PAGE_ITEMS`. */
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .transform((limit) => Math.min(limit, MAX_PAGE_ITEMS))
    .default(DEFAULT_PAGE_ITEMS),
  /** Opaque: as the page before gave it, for the same order. */
  cursor: z.string().max(1000).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** What every list understands besides its own filters and its `sort`: a field, with a hyphen before it descending. */
export const listQuerySchema = pageQuerySchema.extend({
  /** Looked for anywhere in an item's words, without case and accents. */
  q: z.string().max(MAX_SEARCH_UNITS).default(''),
  /** Whether the answer has `total`, the number of items on all pages. */
  count: trueOrFalse().prefault('false'),
});

/** `true` or `false`, as an address carries it. */
export function trueOrFalse(): z.ZodType<boolean, 'true' | 'false'> {
  return z.enum(['true', 'false']).transform((given) => given === 'true');
}

export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{
  items: z.ZodArray<Item>;
  next: z.ZodNullable<z.ZodString>;
  total: z.ZodOptional<z.ZodInt>;
}> {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: z.int().optional() });
}

export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
  /** Only where `count=true` asked for it. */
  readonly total?: number | undefined;
}
