/** What the service has told: rules K1 to K5 (electron/device/mode/STATES.md; G16, G18). */
import { describe, expect, test } from 'vitest';
import {
  afterCatchUp,
  afterEvent,
  afterEventGone,
  afterLinkEnd,
  afterOther,
  afterSnapshot,
  afterStanding,
  afterWelcome,
  NOTHING_KNOWN,
  positionOf,
} from '../../../../electron/device/mode/knowledge.ts';
import type { DeviceEvent } from '../../../../shared/domain/device-event.ts';
import type { Knowledge } from '../../../../electron/device/mode/knowledge.ts';
import { sampleEvent, sampleStanding } from '../sample-event.ts';

const user = { id: 'person-1', email: 'ada@example.com', displayName: 'Ada' };
const position = { epoch: 'one', revision: 10 };

function knowing(...events: readonly ReturnType<typeof sampleEvent>[]): Knowledge {
  return afterSnapshot(NOTHING_KNOWN, position, { ...sampleStanding(), events: [...events] }).knowledge;
}

describe('a snapshot', () => {
  test('K1: replaces everything and says what is gone, and why', () => {
    const known = knowing(sampleEvent(), sampleEvent({ id: 'event-2', affectedGroupId: 'other' }));
    const told = { ...sampleStanding(), events: [sampleEvent({ id: 'event-3' })] };
    const { knowledge, gone } = afterSnapshot(known, { epoch: 'one', revision: 20 }, told);
    expect([...knowledge.events.keys()]).toEqual(['event-3']);
    expect(positionOf(knowledge)).toEqual({ epoch: 'one', revision: 20 });
    expect([...gone]).toEqual([
      ['event-1', 'out-of-window'],
      ['event-2', 'left-group'],
    ]);
  });

  test('K1: within its epoch does not take an event back to a lower version', () => {
    const known = knowing(sampleEvent({ version: 5 }));
    const told = { ...sampleStanding(), events: [sampleEvent({ version: 4 })] };
    expect(afterSnapshot(known, position, told).knowledge.events.get('event-1')?.version).toBe(5);
  });

  test('K3, G16: of a new epoch is believed with lower versions and a lower revision', () => {
    const known = knowing(sampleEvent({ version: 5 }), sampleEvent({ id: 'event-2' }));
    const told = { ...sampleStanding(), events: [sampleEvent({ version: 4 })] };
    const { knowledge, gone } = afterSnapshot(known, { epoch: 'two', revision: 3 }, told);
    expect(knowledge.events.get('event-1')?.version).toBe(4);
    expect(positionOf(knowledge)).toEqual({ epoch: 'two', revision: 3 });
    expect([...gone]).toEqual([['event-2', 'restored']]);
  });
});

describe('K2, G18: what is old or replayed changes nothing', () => {
  const known = knowing(sampleEvent({ version: 5 }));

  test.each([
    [
      'a lower version',
      afterEvent(known, { type: 'event', revision: 11, event: sampleEvent({ version: 4 }) }),
    ],
    [
      'an event below the position',
      afterEvent(known, { type: 'event', revision: 9, event: sampleEvent({ version: 6 }) }),
    ],
    [
      'a departure below the position',
      afterEventGone(known, { type: 'event-gone', revision: 9, eventId: 'event-1', reason: 'deleted' }),
    ],
    [
      'a standing below the position',
      afterStanding(known, { type: 'standing', revision: 9, ...sampleStanding() }),
    ],
    [
      'anything before the first snapshot',
      afterEvent(NOTHING_KNOWN, { type: 'event', revision: 9, event: sampleEvent() }),
    ],
  ])('%s', (_name, learned) => {
    expect([known, NOTHING_KNOWN]).toContain(learned.knowledge);
    expect(learned.gone.size).toBe(0);
  });
});

test('product 1: how far a recovery has come is news of the same version, until it is over; said again it changes nothing', () => {
  const known = knowing(sampleEvent({ version: 5 }));
  const told = (revision: number, recovery: DeviceEvent['recovery']) =>
    ({
      type: 'event',
      revision,
      event: sampleEvent({ version: 5, recovering: recovery !== null, recovery }),
    }) as const;
  const begun = afterEvent(known, told(11, { delivered: 0, total: 3 })).knowledge;
  const further = afterEvent(begun, told(12, { delivered: 2, total: 3 })).knowledge;
  expect([begun, further].map(({ events }) => events.get('event-1')?.recovery?.delivered)).toEqual([0, 2]);
  expect(afterEvent(further, told(12, { delivered: 2, total: 3 })).knowledge).toBe(further);
  const over = afterEvent(further, told(13, null)).knowledge;
  expect(over.events.get('event-1')).toMatchObject({ recovering: false, recovery: null });
  // A snapshot, too, has it for the version that is known.
  const snapshot = { ...sampleStanding(), events: [told(14, { delivered: 1, total: 3 }).event] };
  const { knowledge } = afterSnapshot(over, { epoch: 'one', revision: 14 }, snapshot);
  expect(knowledge.events.get('event-1')?.recovery).toEqual({ delivered: 1, total: 3 });
});

describe('the position', () => {
  const resumed = (known: Knowledge): Knowledge => {
    const welcome = afterWelcome(known, { epoch: 'one', revision: 15, snapshot: null, user });
    if (welcome.kind !== 'learned') throw new Error('refused');
    return welcome.knowledge;
  };
  const event = (revision: number) => ({ type: 'event', revision, event: sampleEvent() }) as const;

  test('K4: a welcome without snapshot moves it only when everything has followed', () => {
    const later = afterEvent(resumed(knowing()), event(14)).knowledge;
    const standing = sampleStanding({ disasterRecovery: false });
    const earlier = afterStanding(later, { type: 'standing', revision: 12, ...standing }).knowledge;
    expect(positionOf(earlier)).toEqual(position);
    expect(earlier.standing?.permissions.disasterRecovery).toBe(false);
    expect(positionOf(afterCatchUp(earlier))?.revision).toBe(15);
    expect(positionOf(afterLinkEnd(earlier))).toEqual(position);
  });

  test('K4: a snapshot that goes on in events is complete at its end, and forgotten when the link ends before', () => {
    const told = { ...sampleStanding(), events: [sampleEvent({ id: 'event-2' })] };
    const welcome = afterWelcome(knowing(sampleEvent()), {
      epoch: 'one',
      revision: 15,
      snapshot: told,
      user,
    });
    if (welcome.kind !== 'learned') throw new Error('refused');
    const rest = afterEvent(welcome.knowledge, event(15)).knowledge;
    expect([...rest.events.keys()]).toEqual(['event-2', 'event-1']);
    expect(positionOf(rest)).toBeNull();
    expect(positionOf(afterCatchUp(rest))?.revision).toBe(15);
    expect(positionOf(afterLinkEnd(rest))).toBeNull();
  });

  test('K3: a welcome without snapshot of another epoch, or before any, is not expected', () => {
    const welcome = { epoch: 'two', revision: 15, snapshot: null, user };
    expect(afterWelcome(knowing(), welcome).kind).toBe('unexpected');
    expect(afterWelcome(NOTHING_KNOWN, welcome).kind).toBe('unexpected');
  });

  test('K5: a message of revision r proves only what is before r, until something else is heard', () => {
    const joined = afterStanding(knowing(), {
      type: 'standing',
      revision: 12,
      ...sampleStanding(),
    }).knowledge;
    expect(positionOf(joined)?.revision).toBe(11);
    const appeared = afterEvent(joined, event(12)).knowledge;
    expect(positionOf(appeared)?.revision).toBe(11);
    expect(positionOf(afterLinkEnd(appeared))?.revision).toBe(11);
    expect(positionOf(afterOther(appeared))?.revision).toBe(12);
  });

  test('K5: what is heard again is no change', () => {
    const known = afterOther(afterEvent(knowing(sampleEvent()), event(11)).knowledge);
    expect(afterEvent(known, event(11)).knowledge).toBe(known);
  });
});

test.each([
  ['deleted', 'deleted'],
  ['out-of-window', 'out-of-window'],
  ['group-changed', 'left-group'],
  ['not-in-affected-group', 'left-group'],
  ['something new', 'left-group'],
])('an event that is gone because %s', (reason, expected) => {
  const { knowledge, gone } = afterEventGone(knowing(sampleEvent()), {
    type: 'event-gone',
    revision: 11,
    eventId: 'event-1',
    reason,
  });
  expect(knowledge.events.size).toBe(0);
  expect(gone.get('event-1')).toBe(expected);
});
