/** Who is signed in and what they may do, as the service says it. */
import { z } from 'zod';
import {
  permissionsOfRole,
  permits,
  ROLES,
  SCOPES,
  type Permission,
  type Role,
} from '../../../shared/domain/access.ts';
import type { RestClient } from '../api/rest-client.ts';
import type { RestAnswer } from '../api/rest-types.ts';

export interface Who {
  /** null: the service's own token, which is nobody's name. */
  readonly name: string | null;
  readonly role: Role;
  readonly permissions: readonly Permission[];
}

/** `GET /session`. */
const sessionSchema = z.object({
  administrator: z.object({ displayName: z.string(), role: z.enum(ROLES) }).nullish(),
  token: z.object({ name: z.string() }).nullish(),
  role: z.enum(ROLES).nullish(),
  scopes: z.array(z.enum(SCOPES)).nullish(),
});

const SERVICE_TOKEN: Who = {
  name: null,
  role: 'administrator',
  permissions: permissionsOfRole('administrator'),
};

export async function readWho({ get }: Pick<RestClient, 'get'>): Promise<RestAnswer<Who>> {
  const answer = await get('/session', sessionSchema);
  if (answer.ok) return { ok: true, value: whoOf(answer.value) };
  if (answer.problem.kind !== 'missing') return answer;
  // A service without people who sign in has only its own token, and lets nobody else see its events.
  const events = await get('/events?limit=1', z.unknown());
  return events.ok ? { ok: true, value: SERVICE_TOKEN } : events;
}

export function may(who: Who, wanted: Permission): boolean {
  return permits(who.permissions, wanted);
}

function whoOf({ administrator, token, role, scopes }: z.infer<typeof sessionSchema>): Who {
  const held = administrator?.role ?? role ?? null;
  return {
    name: administrator?.displayName ?? token?.name ?? null,
    role: held ?? 'auditor',
    permissions: held === null ? (scopes ?? []) : permissionsOfRole(held),
  };
}
