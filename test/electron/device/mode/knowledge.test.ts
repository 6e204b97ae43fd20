/** What the service has told: rules K1 to K5 (electron/device/mode/STATES.md; G16, G18). */
import { describe, expect, test } from 'vitest';
import {
  afterCatchUp,
  afterEvent,
  afterEventGone,
  afterLinkEnd,
  afterSnapshot,
  afterStanding,
  afterWelcome,
  NOTHING_KNOWN,
} from '../../../../electron/device/mode/knowledge.ts';
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
    expect(knowledge.position).toEqual({ epoch: 'one', revision: 20 });
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
    expect(knowledge.position).toEqual({ epoch: 'two', revision: 3 });
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

describe('the position', () => {
  test('K4: a welcome without snapshot moves it only when everything has followed', () => {
    const welcome = afterWelcome(knowing(), { epoch: 'one', revision: 15, snapshot: null, user });
    if (welcome.kind !== 'learned') throw new Error('refused');
    const later = afterEvent(welcome.knowledge, {
      type: 'event',
      revision: 14,
      event: sampleEvent(),
    }).knowledge;
    // In a catch-up the order of revisions is not promised: an earlier one may still come.
    const earlier = afterStanding(later, {
      type: 'standing',
      revision: 12,
      ...sampleStanding({ disasterRecovery: false }),
    });
    expect(earlier.knowledge.position).toEqual(position);
    expect(earlier.knowledge.standing?.permissions.disasterRecovery).toBe(false);
    expect(afterCatchUp(earlier.knowledge).position?.revision).toBe(15);
    expect(afterLinkEnd(earlier.knowledge)).toMatchObject({ catchUpTo: null, position });
  });

  test('K3: a welcome without snapshot of another epoch, or before any, is not expected', () => {
    const welcome = { epoch: 'two', revision: 15, snapshot: null, user };
    expect(afterWelcome(knowing(), welcome).kind).toBe('unexpected');
    expect(afterWelcome(NOTHING_KNOWN, welcome).kind).toBe('unexpected');
  });

  test('K5: a message of revision r proves only what is before r', () => {
    const joined = afterStanding(knowing(), {
      type: 'standing',
      revision: 12,
      ...sampleStanding(),
    }).knowledge;
    expect(joined.position?.revision).toBe(11);
    const event = afterEvent(joined, { type: 'event', revision: 12, event: sampleEvent() }).knowledge;
    expect(event.position?.revision).toBe(11);
    expect(event.events.size).toBe(1);
  });

  test('K5: what is heard again is no change', () => {
    const known = knowing(sampleEvent());
    expect(afterEvent(known, { type: 'event', revision: 11, event: sampleEvent() }).knowledge).toBe(known);
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
