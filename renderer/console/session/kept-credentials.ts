/** Where credentials stay until the tab is closed. */
import { z } from 'zod';
import type { Credentials } from '../api/rest-types.ts';

export interface CredentialPlace {
  readonly read: () => Credentials | null;
  /** null: forget. */
  readonly write: (credentials: Credentials | null) => void;
}

const KEY = 'continuity.credentials';

const credentialsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('token'), token: z.string().min(1) }),
  z.object({ kind: z.literal('session'), csrfToken: z.string().min(1) }),
]);

export function credentialsIn(storage: Storage): CredentialPlace {
  return {
    read() {
      const text = storage.getItem(KEY);
      return text === null ? null : parsed(text);
    },
    write(credentials) {
      if (credentials === null) storage.removeItem(KEY);
      else storage.setItem(KEY, JSON.stringify(credentials));
    },
  };
}

/** What another version left there is as good as nothing. */
function parsed(text: string): Credentials | null {
  try {
    return credentialsSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
