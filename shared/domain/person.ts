/** A person: someone with a mailbox. */
import { z } from 'zod';

export const permissionsSchema = z.object({ disasterRecovery: z.boolean() });
export type Permissions = z.infer<typeof permissionsSchema>;

/** What a device is told of the person it belongs to. */
export const personSchema = z.object({ id: z.string().min(1), email: z.string(), displayName: z.string() });
export type Person = z.infer<typeof personSchema>;
