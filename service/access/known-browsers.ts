/** Recognises a browser in which an administrator signed in before, by a cookie that only this service can make. */
import { DAY_MS } from '../../shared/domain/instant.ts';
import type { Chance } from '../storage/chance.ts';
import { isSame, sealOf } from './secrets.ts';

/** From the last sign-in on. */
export const BROWSER_KNOWN_MS = 90 * DAY_MS;

const NAME_BYTES = 16;

export interface KnownBrowsers {
  /** What the browser's cookie is to hold. */
  readonly introduce: (administratorId: string) => string;
  /** The browser's name; null: not known, or known by another administrator. */
  readonly recognise: (cookie: string | null, administratorId: string) => string | null;
}

export function createKnownBrowsers(secret: string, chance: Chance): KnownBrowsers {
  const sealed = (name: string, administratorId: string): string =>
    `${name}.${sealOf(secret, 'known-browser', `${administratorId}\n${name}`)}`;
  return {
    introduce: (administratorId) => sealed(chance.token(NAME_BYTES), administratorId),
    recognise(cookie, administratorId) {
      const [name = ''] = cookie?.split('.', 1) ?? [];
      return cookie !== null && isSame(cookie, sealed(name, administratorId)) ? name : null;
    },
  };
}
