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

export interface PersonTruth {
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
  readonly person: (personId: string) => PersonTruth;
  readonly computer: (index: number) => ComputerTruth;
  readonly addComputer: (personId: string) => void;
  /** Everything but the time speaks for it. */
  readonly isConcerned: (index: number, eventId: string) => boolean;
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
  const people = new Map<string, PersonTruth>();
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
  const isConcerned = (index: number, eventId: string): boolean => {
    const event = events.get(eventId);
    const { personId, signedIn, revoked, cached } = computer(index);
    const { groupIds, mayRecover } = person(personId);
    if (event === undefined || !signedIn || revoked) return false;
    return event.outlookContinuity && groupIds.has(event.groupId) && mayRecover && cached;
  };
  const inForce = (index: number, atMs: number): readonly string[] =>
    [...events]
      .filter(([eventId, event]) => statusOf(event, atMs) === 'current' && isConcerned(index, eventId))
      .map(([eventId]) => eventId);
  return {
    events,
    plan: (eventId, event) => events.set(eventId, event),
    forget: (eventId) => events.delete(eventId),
    person,
    computer,
    addComputer: (personId) => computers.push({ personId, signedIn: false, revoked: false, cached: true }),
    isConcerned,
    inForce,
    mode: (index, atMs) => (inForce(index, atMs).length > 0 ? 'dr' : 'normal'),
  };
}
