/** What ought to be so: the administrator's and the person's actions, taken at their word, and nothing of the code under test. */

export interface PlannedEvent {
  readonly groupId: string;
  readonly startMs: number;
  /** null: Eternal. */
  readonly endMs: number | null;
  readonly outlookContinuity: boolean;
  readonly startMessage: string;
  readonly endMessage: string;
}

export interface Words {
  readonly starts: Set<string>;
  readonly ends: Set<string>;
}

export interface PersonTruth {
  /** In which the person is named. */
  readonly groupIds: Set<string>;
  mayRecover: boolean;
}

export interface ComputerTruth {
  readonly personId: string;
  signedIn: boolean;
  revoked: boolean;
  cached: boolean;
}

export type Status = 'pending' | 'current' | 'expired';

export interface Oracle {
  readonly events: ReadonlyMap<string, PlannedEvent>;
  readonly plan: (eventId: string, event: PlannedEvent) => void;
  readonly forget: (eventId: string) => void;
  /** All that its messages have ever been. */
  readonly words: (eventId: string) => Words;
  readonly person: (personId: string) => PersonTruth;
  /** Whoever is in the inner group is in the outer one, or no longer by that. */
  readonly nest: (outerId: string, innerId: string, nested: boolean) => void;
  /** Named in it, or in a group that is in it, however deep. */
  readonly isIn: (personId: string, groupId: string) => boolean;
  /** Nested in it, however deep; itself is not. */
  readonly groupsIn: (groupId: string) => ReadonlySet<string>;
  readonly computer: (index: number) => ComputerTruth;
  readonly addComputer: (personId: string) => void;
  /** Everything but the time speaks for it. */
  readonly isConcerned: (index: number, eventId: string) => boolean;
  /** Everything speaks for it but its profile, which is not cached. */
  readonly isKeptOut: (index: number, eventId: string) => boolean;
  /** Events that have this computer in DR at that time. */
  readonly inForce: (index: number, atMs: number) => readonly string[];
  readonly mode: (index: number, atMs: number) => 'normal' | 'dr';
}

export function statusOf({ startMs, endMs }: PlannedEvent, atMs: number): Status {
  if (endMs !== null && endMs <= startMs) return atMs < startMs ? 'pending' : 'expired';
  if (atMs < startMs) return 'pending';
  return endMs === null || atMs < endMs ? 'current' : 'expired';
}

export function createOracle(): Oracle {
  const events = new Map<string, PlannedEvent>();
  const words = new Map<string, Words>();
  const people = new Map<string, PersonTruth>();
  const inside = new Map<string, Set<string>>();
  const computers: ComputerTruth[] = [];

  const person = (personId: string): PersonTruth => {
    const known = people.get(personId) ?? { groupIds: new Set<string>(), mayRecover: true };
    people.set(personId, known);
    return known;
  };
  const computer = (index: number): ComputerTruth => {
    const known = computers[index];
    if (known === undefined) throw new RangeError(`there is no computer ${index}`);
    return known;
  };
  const groupsIn = (groupId: string): ReadonlySet<string> => {
    const direct = [...(inside.get(groupId) ?? [])];
    return new Set(direct.flatMap((innerId) => [innerId, ...groupsIn(innerId)]));
  };
  const isIn = (personId: string, groupId: string): boolean => {
    const { groupIds } = person(personId);
    return groupIds.has(groupId) || [...groupsIn(groupId)].some((innerId) => groupIds.has(innerId));
  };
  const wordsOf = (eventId: string): Words => {
    const known = words.get(eventId) ?? { starts: new Set<string>(), ends: new Set<string>() };
    words.set(eventId, known);
    return known;
  };
  /** But for cached mode. */
  const isMeant = (index: number, eventId: string): boolean => {
    const event = events.get(eventId);
    const { personId, signedIn, revoked } = computer(index);
    if (event === undefined || !signedIn || revoked) return false;
    return event.outlookContinuity && person(personId).mayRecover && isIn(personId, event.groupId);
  };
  const isConcerned = (index: number, eventId: string): boolean =>
    computer(index).cached && isMeant(index, eventId);
  const isKeptOut = (index: number, eventId: string): boolean =>
    !computer(index).cached && isMeant(index, eventId);
  const inForce = (index: number, atMs: number): readonly string[] =>
    [...events]
      .filter(([eventId, event]) => statusOf(event, atMs) === 'current' && isConcerned(index, eventId))
      .map(([eventId]) => eventId);
  return {
    events,
    plan(eventId, event) {
      events.set(eventId, event);
      wordsOf(eventId).starts.add(event.startMessage);
      wordsOf(eventId).ends.add(event.endMessage);
    },
    forget: (eventId) => events.delete(eventId),
    words: wordsOf,
    person,
    nest(outerId, innerId, nested) {
      const direct = inside.get(outerId) ?? new Set();
      inside.set(outerId, direct);
      if (nested) direct.add(innerId);
      else direct.delete(innerId);
    },
    isIn,
    groupsIn,
    computer,
    addComputer: (personId) => computers.push({ personId, signedIn: false, revoked: false, cached: true }),
    isConcerned,
    isKeptOut,
    inForce,
    mode: (index, atMs) => (inForce(index, atMs).length > 0 ? 'dr' : 'normal'),
  };
}
