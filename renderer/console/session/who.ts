/** Who is signed in and what they may do, as the service says it. */
import { permits, type Permission, type Role } from '../../../shared/domain/access.ts';
import { whoAmISchema, type WhoAmI } from '../../../shared/http/access.ts';
import type { RestClient } from '../api/rest-client.ts';
import type { RestAnswer } from '../api/rest-types.ts';

export interface Who {
  /** null: a token, which is nobody. */
  readonly administratorId: string | null;
  /** null: the service's own token, which is nobody's name. */
  readonly name: string | null;
  readonly role: Role | 'api-token';
  readonly permissions: readonly Permission[];
  /** May do nothing but set up a second factor. */
  readonly mustEnrol: boolean;
}

export async function readWho({ get }: Pick<RestClient, 'get'>): Promise<RestAnswer<Who>> {
  const answer = await get('/session', whoAmISchema);
  return answer.ok ? { ok: true, value: whoOf(answer.value) } : answer;
}

export function may(who: Who, wanted: Permission): boolean {
  return permits(who.permissions, wanted);
}

function whoOf({ administrator, token, role, scopes, mustEnrol }: WhoAmI): Who {
  return {
    administratorId: administrator?.id ?? null,
    name: administrator?.displayName ?? token?.name ?? null,
    role: role ?? 'api-token',
    permissions: scopes,
    mustEnrol,
  };
}
