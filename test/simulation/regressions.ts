/** The shortest scripts of what the simulator has found in the product; each is fixed, and stays so. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Script } from './script.ts';

export interface Regression {
  readonly name: string;
  readonly script: Script;
}

const created = { do: 'create', event: 0, group: 0, outlookContinuity: true } as const;
const asleepMs = DAY_MS + HOUR_MS + 11 * MINUTE_MS + 6334;

export const REGRESSIONS: readonly Regression[] = [
  {
    name: 'a report and a receipt that the service could not save are told again on the same link',
    script: {
      seed: 10,
      computers: 1,
      days: 1,
      actions: [
        { atMs: MINUTE_MS, deed: { do: 'service-disk', refuses: true } },
        { atMs: 2 * MINUTE_MS, deed: { ...created, startInMs: 0, lengthMs: null } },
        { atMs: 3 * MINUTE_MS, deed: { do: 'heal' } },
        { atMs: 5 * MINUTE_MS, deed: { do: 'check' } },
      ],
    },
  },
  {
    name: 'G9: what came while the computer slept is not judged by the time at which it fell asleep',
    script: {
      seed: 11,
      computers: 8,
      days: 2,
      actions: [
        { atMs: asleepMs, deed: { do: 'sleep', computer: 1, monotonicStops: true } },
        { atMs: asleepMs, deed: { do: 'sleep', computer: 2, monotonicStops: true } },
        { atMs: asleepMs + 2, deed: { ...created, group: 2, startInMs: 0, lengthMs: 40_942 } },
        { atMs: asleepMs + 272_310, deed: { do: 'wake', computer: 1 } },
        { atMs: asleepMs + 272_310, deed: { do: 'wake', computer: 2 } },
      ],
    },
  },
  {
    name: 'G5: what was told of an event is not forgotten by a wall clock that is years ahead',
    script: {
      seed: 509,
      computers: 1,
      days: 1,
      actions: [
        { atMs: MINUTE_MS, deed: { ...created, startInMs: 0, lengthMs: 70_000 } },
        { atMs: MINUTE_MS, deed: { do: 'wall', computer: 0, byMs: 700 * DAY_MS } },
        { atMs: 100_000, deed: { do: 'path', computer: 0, state: 'refused' } },
        { atMs: 2 * MINUTE_MS + 20_000, deed: { do: 'damage', computer: 0, kind: 'continuity-event' } },
        { atMs: 2 * MINUTE_MS + 20_000, deed: { do: 'kill', computer: 0 } },
        { atMs: 5 * MINUTE_MS, deed: { do: 'path', computer: 0, state: 'clear' } },
        { atMs: 5 * MINUTE_MS, deed: { do: 'boot', computer: 0 } },
        { atMs: 7 * MINUTE_MS, deed: { do: 'check' } },
      ],
    },
  },
  {
    name: 'G17: a start painted just before a kill is not taken for one that is to come, by a wall clock set back',
    script: {
      seed: 555,
      computers: 1,
      days: 1,
      actions: [
        { atMs: 10_000, deed: { ...created, startInMs: 30_000, lengthMs: MINUTE_MS } },
        { atMs: 10_000, deed: { do: 'wall', computer: 0, byMs: -10 * HOUR_MS } },
        {
          atMs: 20_000,
          deed: { do: 'crash-at', computer: 0, point: 'shown-before-mark', offMs: 4 * MINUTE_MS },
        },
        { atMs: 8 * MINUTE_MS, deed: { do: 'check' } },
      ],
    },
  },
];
