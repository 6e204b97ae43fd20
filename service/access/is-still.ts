/** Whether whoever was let in would be let in still: for answers that last longer than the question. */
import type { ApiTokens } from './api-tokens.ts';
import type { Principal } from './principal.ts';
import type { Sessions } from './sessions.ts';

export type IsStill = (principal: Principal) => Promise<boolean>;

interface Needs {
  readonly apiTokens: Pick<ApiTokens, 'isOpen'>;
  readonly sessions: Pick<Sessions, 'isOpen'>;
}

export function createIsStill({ apiTokens, sessions }: Needs): IsStill {
  return async (principal) => {
    switch (principal.kind) {
      case 'service-token':
        return true;
      case 'api-token':
        return apiTokens.isOpen(principal.token);
      case 'administrator':
        return sessions.isOpen(principal.session);
    }
  };
}
