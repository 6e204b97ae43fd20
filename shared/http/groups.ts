/** REST: groups and their members (interfaces 2). */
import { z } from 'zod';
import { groupKindSchema } from '../domain/group.ts';
import { instantSchema } from '../domain/instant.ts';
import { pageOf, pageQuerySchema } from './page.ts';

export const GROUP_NAME_CHARACTERS = 120;

export const groupViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  source: z.enum(['local', 'directory']),
  kind: groupKindSchema,
  mail: z.string().optional(),
  /** The last successful synchronisation of a directory group. */
  lastSyncAt: instantSchema.optional(),
  members: z.int().nonnegative(),
});
export type GroupView = z.infer<typeof groupViewSchema>;

export const groupInputSchema = z.object({
  name: z.string(),
  kind: groupKindSchema.default('security'),
  /** An address that the group receives mail at; null or absent: none. */
  mail: z.string().nullable().optional(),
});
export type GroupInput = z.infer<typeof groupInputSchema>;

export const groupPatchSchema = z
  .object({ name: z.string(), kind: groupKindSchema, mail: z.string().nullable() })
  .partial();
export type GroupPatch = z.infer<typeof groupPatchSchema>;

export const groupPageSchema = pageOf(groupViewSchema);

/** `q` is looked for in names, without case. */
export const searchQuerySchema = pageQuerySchema.extend({ q: z.string().max(200).optional() });

export const memberPageSchema = pageOf(
  z.object({ userId: z.string(), email: z.string(), displayName: z.string() }),
);
