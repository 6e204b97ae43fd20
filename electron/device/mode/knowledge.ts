/** What the service has told this device: level, not edge; a pure reducer over messages. Rules: STATES.md, "Knowledge". */
import type { DeviceEvent } from '../../../shared/domain/device-event.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { EventGone } from '../../../shared/protocol/messages/event-gone.ts';
import type { EventMessage } from '../../../shared/protocol/messages/event.ts';
import type { ChannelSnapshot, Standing } from '../../../shared/protocol/messages/parts.ts';
import type { StandingMessage } from '../../../shared/protocol/messages/standing.ts';

export interface Position {
  readonly epoch: string;
  readonly revision: number;
}

export interface Knowledge {
  /** Whose revisions these are; null before the first snapshot. */
  readonly epoch: string | null;
  /** Everything up to it was heard; null while a snapshot is not complete, or what was kept of it was damaged. */
  readonly revision: number | null;
  /** The revision of the last message, which may have more messages; never below `revision`. */
  readonly latest: number | null;
  /** Set between a welcome and the end of what follows it: the revision that it leads to. */
  readonly catchUpTo: number | null;
  readonly events: ReadonlyMap<string, DeviceEvent>;
  /** null before the first snapshot. */
  readonly standing: Standing | null;
}

/** What the device claims to know when it connects. */
export function positionOf({ epoch, revision }: Knowledge): Position | null {
  return epoch === null || revision === null ? null : { epoch, revision };
}

/** Why an event that was known is not any more. */
export type GoneReason = 'left-group' | 'deleted' | 'out-of-window' | 'restored';

export interface Learned {
  readonly knowledge: Knowledge;
  readonly gone: ReadonlyMap<string, GoneReason>;
}

/** `unexpected`: the service promised to resume from a position that this device does not have. */
export type WelcomeOutcome = ({ readonly kind: 'learned' } & Learned) | { readonly kind: 'unexpected' };

export const NOTHING_KNOWN: Knowledge = {
  epoch: null,
  revision: null,
  latest: null,
  catchUpTo: null,
  events: new Map(),
  standing: null,
};

const NONE_GONE: ReadonlyMap<string, GoneReason> = new Map();

const unchanged = (knowledge: Knowledge): Learned => ({ knowledge, gone: NONE_GONE });

export interface WelcomeFacts {
  readonly epoch: string;
  readonly revision: number;
  readonly snapshot: ChannelSnapshot | null;
  readonly user: Person;
}

/** A snapshot, too, is complete only when all that follows it was heard: one that is too large for a frame goes on in events. */
export function afterWelcome(known: Knowledge, welcome: WelcomeFacts): WelcomeOutcome {
  if (welcome.snapshot !== null) {
    const { knowledge, gone } = afterSnapshot(known, welcome, welcome.snapshot);
    const incomplete = { ...knowledge, revision: null, catchUpTo: welcome.revision };
    return { kind: 'learned', knowledge: incomplete, gone };
  }
  if (known.epoch !== welcome.epoch || known.revision === null) return { kind: 'unexpected' };
  return { kind: 'learned', ...unchanged({ ...known, catchUpTo: welcome.revision }) };
}

/** The whole truth at a position. */
export function afterSnapshot(known: Knowledge, position: Position, snapshot: ChannelSnapshot): Learned {
  const { events: told, ...standing } = snapshot;
  const { epoch, revision } = position;
  const sameEpoch = known.epoch === epoch;
  const events = new Map(
    told.map((event) => {
      const mine = known.events.get(event.id);
      return [event.id, sameEpoch && mine !== undefined && mine.version > event.version ? mine : event];
    }),
  );
  const groupIds = new Set(standing.groups.map((group) => group.id));
  const gone = new Map<string, GoneReason>();
  for (const event of known.events.values()) {
    if (!events.has(event.id)) gone.set(event.id, vanished(event, sameEpoch, groupIds));
  }
  return { knowledge: { epoch, revision, latest: revision, catchUpTo: null, events, standing }, gone };
}

/** A snapshot does not say why an event is not in it. */
function vanished(event: DeviceEvent, sameEpoch: boolean, groupIds: ReadonlySet<string>): GoneReason {
  if (!groupIds.has(event.affectedGroupId)) return 'left-group';
  return sameEpoch ? 'out-of-window' : 'restored';
}

export function afterEvent(known: Knowledge, { revision, event }: EventMessage): Learned {
  const mine = known.events.get(event.id);
  if (isStale(known, revision) || (mine !== undefined && mine.version > event.version))
    return unchanged(known);
  const next = moved(known, revision);
  // Heard again: K5 asks for the last revision once more.
  if (JSON.stringify(mine) === JSON.stringify(event)) return unchanged(next);
  return unchanged({ ...next, events: new Map(known.events).set(event.id, event) });
}

export function afterEventGone(known: Knowledge, message: EventGone): Learned {
  if (isStale(known, message.revision)) return unchanged(known);
  const events = new Map(known.events);
  if (!events.delete(message.eventId)) return unchanged(moved(known, message.revision));
  const gone = new Map([[message.eventId, goneReason(message.reason)]]);
  return { knowledge: { ...moved(known, message.revision), events }, gone };
}

function goneReason(reason: string): GoneReason {
  switch (reason) {
    case 'deleted':
    case 'out-of-window':
      return reason;
    default:
      return 'left-group';
  }
}

export function afterStanding(known: Knowledge, message: StandingMessage): Learned {
  if (isStale(known, message.revision)) return unchanged(known);
  const { permissions, groups, passwordReset } = message;
  return unchanged({ ...moved(known, message.revision), standing: { permissions, groups, passwordReset } });
}

/** The first token: everything up to the welcome's revision has been heard (K4). */
export function afterCatchUp(known: Knowledge): Knowledge {
  if (known.catchUpTo === null) return known;
  const revision = Math.max(known.revision ?? 0, known.catchUpTo);
  return { ...known, catchUpTo: null, revision, latest: Math.max(known.latest ?? 0, revision) };
}

/** Something else was heard: the messages of the last revision were all (K5). */
export function afterOther(known: Knowledge): Knowledge {
  if (known.catchUpTo !== null || known.revision === known.latest) return known;
  return { ...known, revision: known.latest };
}

/** The link ended before all was heard: the position stays where it was, and the rest is asked for again. */
export function afterLinkEnd(known: Knowledge): Knowledge {
  if (known.catchUpTo === null && known.latest === known.revision) return known;
  return { ...known, catchUpTo: null, latest: known.revision };
}

/** Before the first snapshot nothing has a meaning; afterwards nothing goes back. */
function isStale(known: Knowledge, revision: number): boolean {
  if (known.revision === null) return known.catchUpTo === null;
  return revision < known.revision;
}

/** K5: all before `revision` was received. In a catch-up the order is not relied on, so nothing moves until its end. */
function moved(known: Knowledge, revision: number): Knowledge {
  if (known.catchUpTo !== null || known.latest === revision) return known;
  return { ...known, revision: Math.max(known.revision ?? 0, revision - 1), latest: revision };
}
