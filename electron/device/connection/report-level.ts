/** The report of a device: the level as it is now, and when it differs enough to be told (interfaces 3). */
import type { CacheView } from '../../../shared/bridge/snapshot.ts';
import type { CacheReport } from '../../../shared/protocol/messages/parts.ts';
import { MAX_REPORTED_EVENTS } from '../../../shared/protocol/messages/report.ts';
import type { Report } from '../../../shared/protocol/messages/report.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import type { DerivedMode, Verdict } from '../mode/derive-mode.ts';

export type Level = Omit<Report, 'type' | 'id'>;

/** While the cache fills, its size is told this often. */
export const CACHE_REPORT_EVERY_MS = 10 * SECOND_MS;

export function levelOf(derived: DerivedMode, cachedMode: boolean, cache: CacheView): Level {
  return {
    mode: derived.mode,
    events: mostRelevant(derived.verdicts),
    cachedMode,
    cache: cacheReport(cache),
  };
}

/** Current ones first, then what is to come, then what is over. */
function mostRelevant(verdicts: readonly Verdict[]): Level['events'] {
  const rank = { current: 0, pending: 1, expired: 2 } as const;
  return [...verdicts]
    .sort((a, b) => rank[a.status] - rank[b.status])
    .slice(0, MAX_REPORTED_EVENTS)
    .map(({ event, participates, reasons }) => ({ eventId: event.id, participates, reasons: [...reasons] }));
}

function cacheReport(cache: CacheView): CacheReport {
  if (cache.state === 'off') return { messages: 0, bytes: 0, complete: false };
  return { messages: cache.messages, bytes: cache.bytes, complete: cache.state === 'complete' };
}

/** `now`: tell at once. `soon`: only the cache's size moved, at most every ten seconds. */
export function urgency(told: Level | null, level: Level): 'none' | 'soon' | 'now' {
  if (told === null) return 'now';
  const withoutSize = ({ cache, ...rest }: Level): string => JSON.stringify([rest, cache.complete]);
  if (withoutSize(told) !== withoutSize(level)) return 'now';
  const isSameSize = told.cache.messages === level.cache.messages && told.cache.bytes === level.cache.bytes;
  return isSameSize ? 'none' : 'soon';
}
