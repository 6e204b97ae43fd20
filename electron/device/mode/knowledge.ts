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
  /** null before the first snapshot. */
  readonly position: Position | null;
  /** Set between a welcome without snapshot and the end of what follows it: the revision that it leads to. */
  readonly catchUpTo: number | null;
  readonly events: ReadonlyMap<string, DeviceEvent>;
  /** null before the first snapshot. */
  readonly standing: Standing | null;
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
  position: null,
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

export function afterWelcome(known: Knowledge, welcome: WelcomeFacts): WelcomeOutcome {
  if (welcome.snapshot !== null)
    return { kind: 'learned', ...afterSnapshot(known, welcome, welcome.snapshot) };
  if (known.position?.epoch !== welcome.epoch) return { kind: 'unexpected' };
  return { kind: 'learned', ...unchanged({ ...known, catchUpTo: welcome.revision }) };
}

export function afterSnapshot(known: Knowledge, position: Position, snapshot: ChannelSnapshot): Learned {
  const { events: told, ...standing } = snapshot;
  const sameEpoch = known.position?.epoch === position.epoch;
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
  const { epoch, revision } = position;
  return { knowledge: { position: { epoch, revision }, catchUpTo: null, events, standing }, gone };
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

/** The first token, or the time allowed for it: everything up to the welcome's revision has been heard (K4). */
export function afterCatchUp(known: Knowledge): Knowledge {
  if (known.catchUpTo === null || known.position === null) return known;
  const revision = Math.max(known.position.revision, known.catchUpTo);
  return { ...known, catchUpTo: null, position: { ...known.position, revision } };
}

/** The link ended before all was heard: the position stays where it was, and the rest is asked for again. */
export function afterLinkEnd(known: Knowledge): Knowledge {
  return known.catchUpTo === null ? known : { ...known, catchUpTo: null };
}

function isStale(known: Knowledge, revision: number): boolean {
  return known.position === null || revision < known.position.revision;
}

/** K5: all before `revision` was received. In a catch-up the order is not promised, so nothing moves until its end. */
function moved(known: Knowledge, revision: number): Knowledge {
  if (known.position === null || known.catchUpTo !== null) return known;
  if (revision - 1 <= known.position.revision) return known;
  return { ...known, position: { ...known.position, revision: revision - 1 } };
}
