/** REST: groups and their members (interfaces 2). */
import { z } from 'zod';
import { groupKindSchema } from '../domain/group.ts';
import { instantSchema } from '../domain/instant.ts';
import { listQuerySchema, pageOf } from './page.ts';

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

/** `q` is looked for in name and address; a local group, never synchronised, comes before all others by `lastSyncAt`. */
export const groupListQuerySchema = listQuerySchema.extend({
  source: z.enum(['local', 'directory']).optional(),
  kind: groupKindSchema.optional(),
  /** Groups that this person is a member of. */
  userId: z.string().max(200).optional(),
  /** Groups that are nested in this one, directly. */
  nestedIn: z.string().max(200).optional(),
  /** Groups that this one is nested in, directly. */
  nests: z.string().max(200).optional(),
  sort: z.enum(['name', '-name', 'lastSyncAt', '-lastSyncAt']).default('name'),
});
export type GroupListQuery = z.infer<typeof groupListQuerySchema>;

/** `q` is looked for in name and address of a member. */
export const memberListQuerySchema = listQuerySchema;
export const memberSchema = z.object({
  userId: z.string(),
  email: z.string(),
  displayName: z.string(),
  /** Named in the group; false: in it only through a group that is nested in it. */
  direct: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;
export const memberPageSchema = pageOf(memberSchema);
