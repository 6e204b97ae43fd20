/** Remembers for minutes which passwords were right or wrong, by keyed digests, and from where: it answers nobody else (G42). */
import { createHmac } from 'node:crypto';
import { createKeptMap } from './kept-map.ts';
import { KEPT, RIGHT_REMEMBERED_MS, WRONG_REMEMBERED_MS } from './limits.ts';

export interface Shown {
  /** Whose password it is meant to be. */
  readonly subject: string;
  /** Who showed it: what one client proved says nothing to another. */
  readonly client: string;
  /** The stored hash, so that a changed password is not remembered; null: there is none. */
  readonly stored: string | null;
  readonly password: string;
}

export interface PasswordMemory {
  /** null: not known. */
  readonly recall: (shown: Shown) => boolean | null;
  readonly remember: (shown: Shown, fits: boolean) => void;
}

/** `key` is made anew at every start. */
export function createPasswordMemory(key: string, monotonicMs: () => number): PasswordMemory {
  const rightUntilMs = createKeptMap<number>(KEPT);
  const wrongUntilMs = createKeptMap<number>(KEPT);
  const digest = ({ subject, client, stored, password }: Shown): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([subject, client, stored, password]))
      .digest('base64url');
  return {
    recall(shown) {
      const sought = digest(shown);
      if ((rightUntilMs.get(sought) ?? 0) > monotonicMs()) return true;
      return (wrongUntilMs.get(sought) ?? 0) > monotonicMs() ? false : null;
    },
    remember(shown, fits) {
      if (fits) rightUntilMs.set(digest(shown), monotonicMs() + RIGHT_REMEMBERED_MS);
      else wrongUntilMs.set(digest(shown), monotonicMs() + WRONG_REMEMBERED_MS);
    },
  };
}
