/** Holds the simulated Outlook profile, writes it down, and removes a hidden cache when its day is over. */
import { isCachedMode } from '../../../shared/domain/profile.ts';
import type { ConnectionMode } from '../../../shared/domain/profile.ts';
import type { Journal } from '../journal.ts';
import type { Log, MailStore } from '../ports.ts';
import { ONLY } from '../record-changes.ts';
import { afterCacheRemoved, removeCacheAtMs, withConnectionMode } from './profile.ts';
import type { Profile } from './profile.ts';

export interface ProfileKeeperNeeds {
  readonly journal: Journal;
  readonly mail: Pick<MailStore, 'wipe'>;
  readonly log: Log;
  /** Service time, milliseconds UTC. */
  readonly nowMs: () => number;
}

export interface ProfileKeeper {
  readonly current: () => Profile;
  readonly cachedMode: () => boolean;
  readonly removeCacheAtMs: () => number | null;
  readonly set: (connectionMode: ConnectionMode) => void;
  /** Removes the cache when it is due. */
  readonly tick: () => void;
  /** Writes it down, changed or not: the store is new. */
  readonly keep: () => void;
}

export function createProfileKeeper(needs: ProfileKeeperNeeds, initial: Profile): ProfileKeeper {
  let profile = initial;

  function keep(): void {
    needs.journal.put([{ kind: 'profile', id: ONLY, value: profile }]);
  }

  function become(next: Profile): void {
    if (next === profile) return;
    profile = next;
    keep();
  }

  async function removeCache(): Promise<void> {
    const due = profile;
    try {
      await needs.mail.wipe();
      // Switched on meanwhile, there is a new cache to come and nothing to note.
      if (profile === due) become(afterCacheRemoved(profile));
    } catch (cause) {
      needs.log.write('error', 'the hidden cache could not be removed yet', { cause: String(cause) });
    }
  }

  return {
    current: () => profile,
    cachedMode: () => isCachedMode(profile.connectionMode),
    removeCacheAtMs: () => removeCacheAtMs(profile),
    set: (connectionMode) => {
      become(withConnectionMode(profile, connectionMode, needs.nowMs()));
    },
    tick() {
      const dueAtMs = removeCacheAtMs(profile);
      if (dueAtMs !== null && needs.nowMs() >= dueAtMs) void removeCache();
    },
    keep,
  };
}
