/** When the clocks of a zone change next (pure): what makes a planned time worth a second look. */
import { DAY_MS } from '../../../../shared/domain/instant.ts';
import { choiceAt, isTimeZone } from '../../../../shared/domain/time-zone.ts';

/** Nobody plans by a change further ahead. */
const HORIZON_DAYS = 60;

/** null: not within sixty days. */
export function nextClockChangeMs(zone: string, fromMs: number): number | null {
  if (!isTimeZone(zone)) return null;
  const offset = (atMs: number): string => choiceAt(atMs, zone).offset;
  const before = offset(fromMs);
  for (let day = 1; day <= HORIZON_DAYS; day += 1) {
    const atMs = fromMs + day * DAY_MS;
    if (offset(atMs) !== before) return firstChange(atMs - DAY_MS, atMs, (at) => offset(at) !== before);
  }
  return null;
}

/** The first instant at which `changed` holds: not at `lowMs`, but at `highMs`. */
function firstChange(lowMs: number, highMs: number, changed: (atMs: number) => boolean): number {
  let [low, high] = [lowMs, highMs];
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (changed(middle)) high = middle;
    else low = middle;
  }
  return high;
}
