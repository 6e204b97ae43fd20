/** Holds what the service has told, takes its messages, and writes down what changed (K1 to K6 in STATES.md). */
import { z } from 'zod';
import type { DeviceEvent } from '../../../shared/domain/device-event.ts';
import type { ChannelSnapshot, Standing } from '../../../shared/protocol/messages/parts.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import type { Journal } from '../journal.ts';
import type { Log } from '../ports.ts';
import { mapChanges, ONLY, valueChange } from '../record-changes.ts';
import {
  afterCatchUp,
  afterEvent,
  afterEventGone,
  afterLinkEnd,
  afterOther,
  afterSnapshot,
  afterStanding,
  afterWelcome,
} from './knowledge.ts';
import type { GoneReason, Knowledge, Learned, Position } from './knowledge.ts';

export const positionRecordSchema = z.object({
  epoch: z.string(),
  /** null: what was kept is not complete, and a snapshot is to be asked for. */
  revision: z.int().nonnegative().nullable(),
  /** Event id to version: a record that was lost or put back from a copy is noticed (K6). */
  versions: z.record(z.string(), z.number()),
});
type PositionRecord = z.infer<typeof positionRecordSchema>;

export interface StoredTruth {
  readonly position: PositionRecord | null;
  readonly events: ReadonlyMap<string, DeviceEvent>;
  readonly standing: Standing | null;
}

/** Messages that say what is true. */
export type TruthMessage = Extract<Down, { type: 'welcome' | 'event' | 'event-gone' | 'standing' | 'token' }>;

export interface Truth {
  readonly known: () => Knowledge;
  /** `unexpected`: the service broke the protocol, and nothing was taken. */
  readonly take: (message: TruthMessage) => 'taken' | 'unexpected';
  /** A whole truth that came another way; ignored when the channel has told of a later one. */
  readonly takeSnapshot: (position: Position, snapshot: ChannelSnapshot) => void;
  /** A message that says nothing of the truth. */
  readonly heardOther: () => void;
  readonly linkEnded: () => void;
  /** Why events have gone since this was last asked. */
  readonly takeGone: () => ReadonlyMap<string, GoneReason>;
}

export function createTruth(journal: Journal, log: Log, stored: StoredTruth): Truth {
  let knowledge: Knowledge = fromStored(stored);
  let gone = new Map<string, GoneReason>();

  function become(next: Knowledge): void {
    const before = knowledge;
    if (next === before) return;
    knowledge = next;
    const isPositionSame =
      next.epoch === before.epoch && next.revision === before.revision && next.events === before.events;
    journal.put([
      ...mapChanges('continuity-event', before.events, next.events),
      ...valueChange('standing', before.standing, next.standing),
      ...(isPositionSame ? [] : [{ kind: 'position', id: ONLY, value: positionRecord(next) } as const]),
    ]);
  }

  function learn(learned: Learned): void {
    for (const [eventId, reason] of learned.gone) gone.set(eventId, reason);
    become(learned.knowledge);
    // Told of again by the rest of a large snapshot: it was never gone.
    for (const eventId of [...gone.keys()]) if (knowledge.events.has(eventId)) gone.delete(eventId);
  }

  function learnUpdate(message: Extract<TruthMessage, { revision: number }>, learned: Learned): void {
    if (learned.knowledge === knowledge) {
      log.write('info', 'a message changed nothing', { type: message.type, revision: message.revision });
    }
    learn(learned);
  }

  return {
    known: () => knowledge,
    take(message) {
      switch (message.type) {
        case 'welcome': {
          const outcome = afterWelcome(knowledge, message);
          if (outcome.kind === 'learned') learn(outcome);
          return outcome.kind === 'learned' ? 'taken' : 'unexpected';
        }
        case 'event':
          learnUpdate(message, afterEvent(knowledge, message));
          return 'taken';
        case 'event-gone':
          learnUpdate(message, afterEventGone(knowledge, message));
          return 'taken';
        case 'standing':
          learnUpdate(message, afterStanding(knowledge, message));
          return 'taken';
        case 'token':
          become(afterCatchUp(knowledge));
          return 'taken';
      }
    },
    takeSnapshot(position, snapshot) {
      const { epoch, latest } = knowledge;
      if (epoch === position.epoch && latest !== null && latest > position.revision) return;
      learn(afterSnapshot(knowledge, position, snapshot));
    },
    heardOther: () => {
      become(afterOther(knowledge));
    },
    linkEnded: () => {
      become(afterLinkEnd(knowledge));
    },
    takeGone() {
      const taken = gone;
      gone = new Map();
      return taken;
    },
  };
}

function positionRecord({ epoch, revision, events }: Knowledge): PositionRecord | null {
  if (epoch === null) return null;
  const versions = Object.fromEntries([...events].map(([id, { version }]) => [id, version]));
  return { epoch, revision, versions };
}

/** Events are believed as they are; the revision only when they are the ones that it was written with. */
function fromStored({ position, events, standing }: StoredTruth): Knowledge {
  const matches =
    position !== null &&
    standing !== null &&
    Object.keys(position.versions).length === events.size &&
    [...events.values()].every((event) => position.versions[event.id] === event.version);
  const revision = matches ? position.revision : null;
  return { epoch: position?.epoch ?? null, revision, latest: revision, catchUpTo: null, events, standing };
}
