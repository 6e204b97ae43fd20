/** Lists of the REST interface: a page of items and where the next begins (interfaces 2). */
import { z } from 'zod';

const DEFAULT_PAGE_ITEMS = 100;
export const MAX_PAGE_ITEMS = 1000;

export const pageQuerySchema = z.object({
  /** Larger pages are cut to `MAX_PAGE_ITEMS`. */
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .transform((limit) => Math.min(limit, MAX_PAGE_ITEMS))
    .default(DEFAULT_PAGE_ITEMS),
  /** Opaque: as the page before gave it. */
  cursor: z.string().max(1000).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; next: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}
