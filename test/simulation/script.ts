/** From a seed to a script: which faults there are at all (swarm testing), and when each of them and each decision comes. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { Action, Deed, EventEdit } from './action.ts';
import { FAULTS, soon, spell, troubles, withoutNetwork, type Fault } from './misfortunes.ts';
import { createRandom, type Random } from './random.ts';
import { everyComputer, type Size } from './size.ts';

export interface Script extends Size {
  readonly seed: number;
  /** In the order of their times. */
  readonly actions: readonly Action[];
}

export const GROUPS = 4;

/** Some people have two computers. */
export const peopleOf = (computers: number): number => Math.max(1, Math.ceil(computers * 0.8));

/** Faults come and go within this part of each day; then everything is healed, checked, and sent to sleep. */
const BUSY = { lowMs: 8 * MINUTE_MS, highMs: 40 * MINUTE_MS };
/** What waits is tried again once a minute; what that sets off reaches the service in seconds. */
const HEAL_TAKES_MS = MINUTE_MS + 10 * SECOND_MS;
/** A check waits this long at most for what is under way to arrive; nobody goes to sleep before. */
export const CHECK_WITHIN_MS = 15 * SECOND_MS;
/** A night in which somebody leaves a computer on. */
const OWL_NIGHTS = 0.05;

interface Draft {
  readonly random: Random;
  readonly size: Size;
  readonly faults: readonly Fault[];
  /** In a day. */
  readonly maxMisfortunes: number;
  events: number;
}

/** `only`: these faults, each of them; else some of all, as the seed has it. Some seeds are calm, and some are never left alone. */
export function createScript(seed: number, size: Size, only?: readonly Fault[]): Script {
  const random = createRandom(seed, 'script');
  const faults = only ?? FAULTS.filter(() => random.chance(0.4));
  const maxMisfortunes = random.pick([2, Math.ceil(size.computers / 4), size.computers]);
  const draft: Draft = { random, size, faults, maxMisfortunes, events: 0 };
  const days = Array.from({ length: size.days }, (_, day) => dayOf(draft, day * DAY_MS));
  const actions = days.flat().sort((a, b) => a.atMs - b.atMs);
  return { seed, ...size, actions };
}

function dayOf(draft: Draft, dayMs: number): readonly Action[] {
  const { random, faults } = draft;
  const startMs = dayMs + random.whole(0, 2 * HOUR_MS);
  const lengthMs = random.whole(BUSY.lowMs, BUSY.highMs);
  const within = (): number => startMs + 2 * MINUTE_MS + random.whole(0, lengthMs);
  const healMs = startMs + lengthMs + 5 * MINUTE_MS;
  const checkMs = healMs + HEAL_TAKES_MS;
  // In the order of time, so that an event is there before it is edited.
  const moments = Array.from({ length: random.whole(3, 10) }, within)
    .flatMap((atMs) => (random.chance(0.4) ? [atMs, atMs + soon(random)] : [atMs]))
    .sort((a, b) => a - b);
  const decisions = moments.map((atMs) => ({ atMs, deed: decision(draft) }));
  // Most misfortunes come just before something happens: that is when they matter.
  const soonBefore = (): number => (random.chance(0.7) ? random.pick(moments) - soon(random) : within());
  const misfortunes =
    faults.length === 0
      ? []
      : Array.from({ length: random.whole(1, draft.maxMisfortunes) }, () =>
          troubles(draft, random.pick(faults), soonBefore(), healMs),
        );
  return [
    ...morning(draft, startMs, healMs),
    ...decisions,
    ...misfortunes.flat(),
    { atMs: healMs, deed: { do: 'heal' } },
    { atMs: checkMs, deed: { do: 'check' } },
    ...evening(draft, checkMs + CHECK_WITHIN_MS + SECOND_MS),
  ];
}

/** All computers are woken or started within a minute, some where there is no network yet. */
function morning({ random, size, faults }: Draft, startMs: number, healMs: number): readonly Action[] {
  const elsewhere = faults.includes('path') && random.chance(0.5) ? 0.5 : 0;
  return everyComputer(size).flatMap((computer) => {
    const atMs = startMs + random.whole(0, MINUTE_MS);
    const untilMs = Math.min(healMs, atMs + spell(random));
    return [
      ...(random.chance(elsewhere) ? withoutNetwork(random, computer, atMs, untilMs) : []),
      { atMs, deed: { do: 'wake', computer } as const },
      { atMs, deed: { do: 'boot', computer } as const },
    ];
  });
}

function evening({ random, size }: Draft, fromMs: number): readonly Action[] {
  const owl = random.chance(OWL_NIGHTS) ? random.whole(0, size.computers - 1) : null;
  return everyComputer(size).flatMap((computer) => {
    const atMs = fromMs + random.whole(0, 10 * MINUTE_MS);
    if (computer === owl) return [];
    const deed: Deed = random.chance(0.5)
      ? { do: 'sleep', computer, monotonicStops: random.chance(0.5) }
      : { do: random.chance(0.5) ? 'stop' : 'kill', computer };
    return [{ atMs, deed }];
  });
}

function decision(draft: Draft): Deed {
  const { random, size, events } = draft;
  const group = random.whole(0, GROUPS - 1);
  const person = random.whole(0, peopleOf(size.computers) - 1);
  const computer = random.whole(0, size.computers - 1);
  if (events === 0 || random.chance(0.3)) return creation(draft, group);
  // The latest are the ones that are still running.
  const event = Math.max(0, events - 1 - Math.floor(random.uniform() ** 2 * Math.min(events, 12)));
  switch (random.whole(0, 10)) {
    case 0:
    case 1:
      return { do: 'end', event };
    case 2:
      return { do: 'extend', event, minutes: random.whole(1, 90) };
    case 3:
    case 4:
    case 5:
      return { do: 'edit', event, edit: editOf(random, group) };
    case 6:
      return { do: 'delete', event };
    case 7:
      return { do: 'member', person, group, member: random.chance(0.5) };
    case 8:
      return { do: 'nest', group, inner: random.whole(0, GROUPS - 1), nested: random.chance(0.6) };
    case 9:
      return { do: 'permission', person, allowed: random.chance(0.6) };
    default:
      return { do: 'cached', computer, on: random.chance(0.6) };
  }
}

function creation(draft: Draft, group: number): Deed {
  const { random } = draft;
  const event = draft.events;
  draft.events += 1;
  const startInMs = random.pick([
    0,
    random.whole(SECOND_MS, 3 * MINUTE_MS),
    random.whole(SECOND_MS, HOUR_MS),
    random.whole(HOUR_MS, 20 * HOUR_MS),
    -random.whole(SECOND_MS, 2 * DAY_MS),
  ]);
  const lengthMs = random.pick([
    null,
    random.whole(SECOND_MS, 2 * MINUTE_MS),
    random.whole(MINUTE_MS, HOUR_MS),
    random.whole(HOUR_MS, 2 * DAY_MS),
  ]);
  return { do: 'create', event, group, startInMs, lengthMs, outlookContinuity: random.chance(0.92) };
}

function editOf(random: Random, group: number): EventEdit {
  const words = `words ${random.whole(1, 9)}`;
  switch (random.whole(0, 6)) {
    case 0:
      return { startMessage: `start in ${words}` };
    case 1:
      return { endMessage: `end in ${words}` };
    case 2:
      return { startInMs: random.whole(-HOUR_MS, HOUR_MS) };
    case 3:
      return { endInMs: random.whole(-HOUR_MS, 2 * HOUR_MS) };
    case 4:
      return { endInMs: null };
    case 5:
      return { group };
    default:
      return { outlookContinuity: random.chance(0.5) };
  }
}
