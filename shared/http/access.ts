/** REST: set-up, sessions, administrators and API tokens (interfaces 2). */
import { z } from 'zod';
import { PERMISSIONS, ROLES, SCOPES } from '../domain/access.ts';
import { instantSchema } from '../domain/instant.ts';
import { listQuerySchema, pageOf } from './page.ts';

/** Longer than a person's: whoever has it can end everybody's continuity. */
export const MIN_ADMINISTRATOR_PASSWORD_CHARACTERS = 12;
export const TOKEN_NAME_CHARACTERS = 80;

/** Every unsafe method needs it with a session. */
export const CSRF_HEADER = 'x-csrf-token';

export const administratorViewSchema = z.object({
  id: z.string(),
  email: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  lastSignInAt: instantSchema.nullable(),
  /** Whether signing in takes more than the password. */
  hasSecondFactor: z.boolean(),
});
export type AdministratorView = z.infer<typeof administratorViewSchema>;
export const administratorPageSchema = pageOf(administratorViewSchema);

/** `q` is looked for in name and address; whoever never signed in comes first by `lastSignInAt`. */
export const administratorListQuerySchema = listQuerySchema.extend({
  role: z.enum(ROLES).optional(),
  sort: z
    .enum(['displayName', '-displayName', 'email', '-email', 'lastSignInAt', '-lastSignInAt'])
    .default('displayName'),
});
export type AdministratorListQuery = z.infer<typeof administratorListQuerySchema>;

export const administratorInputSchema = z.object({
  email: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  password: z.string(),
});
export type AdministratorInput = z.infer<typeof administratorInputSchema>;

/**
 * Another password or role ends every session of that administrator. `currentPassword`: of whoever asks, where password,
 * address or role are their own.
 */
export const administratorPatchSchema = administratorInputSchema
  .extend({ currentPassword: z.string() })
  .partial();
export type AdministratorPatch = Omit<z.infer<typeof administratorPatchSchema>, 'currentPassword'>;

/** Whether the first administrator has still to be made. */
export const setupViewSchema = z.object({ needed: z.boolean() });
/** `adminToken`: the service's own. */
export const setupInputSchema = administratorInputSchema
  .omit({ role: true })
  .extend({ adminToken: z.string() });
export type SetupInput = z.infer<typeof setupInputSchema>;

export const signInSchema = z.object({ email: z.string(), password: z.string() });
export type SignInInput = z.infer<typeof signInSchema>;

export const sessionViewSchema = z.object({
  administrator: administratorViewSchema,
  /** To be sent as `x-csrf-token`. */
  csrfToken: z.string(),
  /** At the latest; earlier when nothing is asked for a while. */
  expiresAt: instantSchema,
});
export type SessionView = z.infer<typeof sessionViewSchema>;

export const passwordChangeSchema = z.object({ currentPassword: z.string(), password: z.string() });

export const apiTokenViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  /** As the audit log names them. */
  createdBy: z.string(),
  createdAt: instantSchema,
  /** To the minute. */
  lastUsedAt: instantSchema.nullable(),
  /** null: never. */
  expiresAt: instantSchema.nullable(),
});
export type ApiTokenView = z.infer<typeof apiTokenViewSchema>;
export const apiTokenPageSchema = pageOf(apiTokenViewSchema);

/** `q` is looked for in the name; what was never used comes first, what never expires last. */
export const apiTokenListQuerySchema = listQuerySchema.extend({
  sort: z
    .enum([
      'name',
      '-name',
      'createdAt',
      '-createdAt',
      'lastUsedAt',
      '-lastUsedAt',
      'expiresAt',
      '-expiresAt',
    ])
    .default('name'),
});
export type ApiTokenListQuery = z.infer<typeof apiTokenListQuerySchema>;

export const apiTokenInputSchema = z.object({
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)).min(1),
  expiresAt: instantSchema.nullable().default(null),
});
export type ApiTokenInput = z.infer<typeof apiTokenInputSchema>;

/** The secret is told this once, and kept by nobody but whoever asked. */
export const newApiTokenSchema = apiTokenViewSchema.extend({ secret: z.string() });
export type NewApiToken = z.infer<typeof newApiTokenSchema>;

/** Who am I: somebody signed in, an API token, or (neither) the service's own token. */
export const whoAmISchema = z.object({
  administrator: administratorViewSchema.nullable(),
  token: apiTokenViewSchema.nullable(),
  /** null: an API token. */
  role: z.enum(ROLES).nullable(),
  scopes: z.array(z.enum(PERMISSIONS)),
  /** Both only of a session. */
  csrfToken: z.string().nullable(),
  expiresAt: instantSchema.nullable(),
  /** The organisation asks for a second factor, and until there is one nothing else is allowed. */
  mustEnrol: z.boolean(),
});
export type WhoAmI = z.infer<typeof whoAmISchema>;
