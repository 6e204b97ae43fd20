/** What can go wrong in a simulated day, and what each of these faults does to one computer or to all. */
import type { CrashPoint, RecordKind } from '../../electron/device/ports.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { Action, Deed } from './action.ts';
import type { Random } from './random.ts';
import { everyComputer, type Size } from './size.ts';

export const FAULTS = [
  'path',
  'websocket',
  'swallowed',
  'reset',
  'cut',
  'latency',
  'service-kill',
  'service-restart',
  'service-disk',
  'service-wall',
  'kill',
  'crash-point',
  'sleep',
  'wall',
  'disk',
  'damage',
  'screen',
  'sign-out',
  'revoke',
] as const;
export type Fault = (typeof FAULTS)[number];

const CRASH_POINTS: readonly CrashPoint[] = [
  'recv-before-persist',
  'persisted-before-ack',
  'acked-before-apply',
  'applied-before-show',
  'shown-before-mark',
];
/** Without its identity a computer is nobody's; that has tests of its own. */
const DAMAGED: readonly RecordKind[] = [
  'position',
  'continuity-event',
  'standing',
  'clock',
  'mode',
  'receipt',
];

/** From a millisecond, in the middle of what is under way, to a minute. */
export const soon = (random: Random): number => Math.round(10 ** (random.uniform() * 4.8));
/** From a second to most of the day's work. */
export const spell = (random: Random): number => Math.round(SECOND_MS * 10 ** (random.uniform() * 3.2));

/** A building loses its network, a fleet is restarted: what happens to everyone at once meets what is under way. */
const TO_EVERYONE = 0.25;
const OF_THE_SERVICE: readonly Fault[] = ['service-kill', 'service-restart', 'service-disk', 'service-wall'];

/** Over before everything is healed: what is undone later would wake computers in the night. */
export function troubles(
  { random, size }: { readonly random: Random; readonly size: Size },
  fault: Fault,
  atMs: number,
  healMs: number,
): readonly Action[] {
  // A locked screen shows nothing for as long as its owner is away: whole events pass meanwhile.
  const lengthMs = fault === 'screen' ? random.whole(2 * MINUTE_MS, 25 * MINUTE_MS) : spell(random);
  const untilMs = Math.min(healMs, atMs + lengthMs);
  const everyone = !OF_THE_SERVICE.includes(fault) && random.chance(TO_EVERYONE);
  const struck = everyone ? everyComputer(size) : [random.whole(0, size.computers - 1)];
  return struck.flatMap((computer) => trouble(random, fault, computer, atMs, untilMs));
}

function trouble(
  random: Random,
  fault: Fault,
  computer: number,
  atMs: number,
  untilMs: number,
): readonly Action[] {
  const offMs = untilMs - atMs;
  const then = (deed: Deed, undone: Deed): readonly Action[] => [
    { atMs, deed },
    { atMs: untilMs, deed: undone },
  ];
  const clear: Deed = { do: 'path', computer, state: 'clear' };
  switch (fault) {
    case 'path':
      return withoutNetwork(random, computer, atMs, untilMs);
    case 'websocket':
      return then({ do: 'path', computer, state: 'no-websocket' }, clear);
    case 'swallowed':
      return random.chance(0.5)
        ? then({ do: 'path', computer, state: 'swallowed' }, clear)
        : [{ atMs, deed: { do: 'silence', computer } }];
    case 'reset':
      return [{ atMs, deed: { do: 'reset', computer } }];
    case 'cut':
      return [
        {
          atMs,
          deed: { do: 'cut', computer, frames: random.whole(1, 20), how: random.pick(['reset', 'die']) },
        },
      ];
    case 'latency':
      return then(
        { do: 'latency', computer, highMs: random.pick([300, 1000]) },
        { do: 'latency', computer, highMs: 60 },
      );
    case 'service-kill':
      return [{ atMs, deed: { do: 'service-down', kindly: false, downMs: offMs } }];
    case 'service-restart':
      return [{ atMs, deed: { do: 'service-down', kindly: true, downMs: random.whole(1000, 20_000) } }];
    case 'service-disk':
      return then({ do: 'service-disk', refuses: true }, { do: 'service-disk', refuses: false });
    case 'service-wall':
      return then({ do: 'service-wall', wrongMs: stray(random) }, { do: 'service-wall', wrongMs: 0 });
    case 'kill':
      return then({ do: random.pick(['kill', 'kill', 'stop']), computer }, { do: 'boot', computer });
    case 'crash-point':
      return [{ atMs, deed: { do: 'crash-at', computer, point: random.pick(CRASH_POINTS), offMs } }];
    case 'sleep':
      return then({ do: 'sleep', computer, monotonicStops: random.chance(0.5) }, { do: 'wake', computer });
    case 'wall':
      return [{ atMs, deed: { do: 'wall', computer, byMs: jump(random) } }];
    case 'disk':
      return then(
        { do: 'disk', computer, code: random.pick(['disk-full', 'disk-error']) },
        { do: 'disk', computer, code: null },
      );
    case 'damage':
      return [
        { atMs, deed: { do: 'damage', computer, kind: random.pick(DAMAGED) } },
        { atMs, deed: { do: 'kill', computer } },
        { atMs: untilMs, deed: { do: 'boot', computer } },
      ];
    case 'screen':
      return then({ do: 'screen', computer, works: false }, { do: 'screen', computer, works: true });
    case 'sign-out':
      return then({ do: 'sign-out', computer }, { do: 'sign-in', computer });
    case 'revoke':
      return then({ do: 'revoke', computer }, { do: 'sign-in', computer });
  }
}

export function withoutNetwork(
  random: Random,
  computer: number,
  atMs: number,
  untilMs: number,
): readonly Action[] {
  const state = random.pick(['refused', 'blackhole'] as const);
  return [
    { atMs, deed: { do: 'path', computer, state } },
    { atMs: untilMs, deed: { do: 'path', computer, state: 'clear' } },
  ];
}

/** Either way, from more than the service lets pass as a correction to ten years (service/clock/STATES.md). */
function stray(random: Random): number {
  const sizeMs = Math.round(3 * MINUTE_MS * 10 ** (random.uniform() * 6.2));
  return random.chance(0.5) ? sizeMs : -sizeMs;
}

/** Either way, from seconds to ten years. */
function jump(random: Random): number {
  const sizeMs = Math.round(SECOND_MS * 10 ** (random.uniform() * 8.5));
  return random.chance(0.5) ? sizeMs : -sizeMs;
}
