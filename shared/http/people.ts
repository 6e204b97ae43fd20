/** REST: people, their addresses, permissions and delegates (interfaces 2, `/users`). */
import { z } from 'zod';
import { permissionsSchema } from '../domain/person.ts';
import { listQuerySchema, pageOf, trueOrFalse } from './page.ts';

export const DISPLAY_NAME_CHARACTERS = 120;
/** Of new ones, as people count them (product 7.3); those that exist are not judged again. */
export const MIN_PASSWORD_CHARACTERS = 10;
export const MAX_PASSWORD_CHARACTERS = 200;

export const personViewSchema = z.object({
  id: z.string(),
  email: z.string(),
  aliases: z.array(z.string()),
  displayName: z.string(),
  /** E.164. */
  phone: z.string().optional(),
  smsConsent: z.boolean(),
  permissions: permissionsSchema,
  /** Whose mailboxes this person reads. */
  mayRead: z.array(z.string()),
});
export type PersonView = z.infer<typeof personViewSchema>;

/** More for one person is a list that was pasted into the wrong cell. */
export const MAX_ALIASES = 100;
export const MAX_MAY_READ = 1000;

export const personInputSchema = z.object({
  email: z.string(),
  displayName: z.string(),
  password: z.string().optional(),
  aliases: z.array(z.string()).max(MAX_ALIASES).default([]),
  phone: z.string().nullable().default(null),
  smsConsent: z.boolean().default(false),
  permissions: permissionsSchema.default({ disasterRecovery: true }),
  mayRead: z.array(z.string()).max(MAX_MAY_READ).default([]),
});
export type PersonInput = z.infer<typeof personInputSchema>;

export const personPatchSchema = z
  .object({
    email: z.string(),
    displayName: z.string(),
    password: z.string(),
    aliases: z.array(z.string()).max(MAX_ALIASES),
    phone: z.string().nullable(),
    smsConsent: z.boolean(),
    permissions: permissionsSchema,
    mayRead: z.array(z.string()).max(MAX_MAY_READ),
  })
  .partial();
export type PersonPatch = z.infer<typeof personPatchSchema>;

/** `q` is looked for in name, address and aliases. */
export const personListQuerySchema = listQuerySchema.extend({
  /** Members of the group. */
  groupId: z.string().max(200).optional(),
  /** Those who may read this person's mailbox. */
  mayRead: z.string().max(200).optional(),
  /** Those whose mailboxes this person may read. */
  readableBy: z.string().max(200).optional(),
  /** With or without the permission. */
  disasterRecovery: trueOrFalse().optional(),
  /** With a registered device that is not revoked, or with none. */
  device: z.enum(['none', 'registered']).optional(),
  sort: z.enum(['displayName', '-displayName', 'email', '-email']).default('displayName'),
});
export type PersonListQuery = z.infer<typeof personListQuerySchema>;

export const personPageSchema = pageOf(personViewSchema);
