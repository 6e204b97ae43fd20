/** The simulated Outlook profile: its connection state, since when, and whether what was cached in it is still there (product 3). */
import { z } from 'zod';
import { DAY_MS } from '../../../shared/domain/instant.ts';
import { CONNECTION_MODES, connectionModeFor, isCachedMode } from '../../../shared/domain/profile.ts';
import type { ConnectionMode } from '../../../shared/domain/profile.ts';

export const profileSchema = z.object({
  connectionMode: z.literal(CONNECTION_MODES),
  /** Service time, milliseconds UTC; null while it is as it was at first. */
  changedAtMs: z.number().nullable(),
  /** When cached mode was switched off and the cache is still to be removed; null when there is nothing to remove. */
  cacheHiddenSinceMs: z.number().nullable(),
});
export type Profile = z.infer<typeof profileSchema>;

/** What was cached is hidden when cached mode goes off, and removed after a day (product 3). */
export const REMOVE_CACHE_AFTER_MS = DAY_MS;

export function initialProfile(cachedMode: boolean): Profile {
  return { connectionMode: connectionModeFor(cachedMode), changedAtMs: null, cacheHiddenSinceMs: null };
}

/** The same profile when it is in that state already. */
export function withConnectionMode(profile: Profile, connectionMode: ConnectionMode, nowMs: number): Profile {
  if (profile.connectionMode === connectionMode) return profile;
  const stays = isCachedMode(profile.connectionMode) === isCachedMode(connectionMode);
  const hidden = isCachedMode(connectionMode) ? null : nowMs;
  return {
    connectionMode,
    changedAtMs: nowMs,
    cacheHiddenSinceMs: stays ? profile.cacheHiddenSinceMs : hidden,
  };
}

/** When the hidden cache is to be removed, service time; null: never. */
export function removeCacheAtMs(profile: Profile): number | null {
  return profile.cacheHiddenSinceMs === null ? null : profile.cacheHiddenSinceMs + REMOVE_CACHE_AFTER_MS;
}

export function afterCacheRemoved(profile: Profile): Profile {
  return { ...profile, cacheHiddenSinceMs: null };
}
