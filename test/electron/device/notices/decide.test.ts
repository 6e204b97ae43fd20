/** Which notices a change calls for: rules N1 to N7 (electron/device/notices/STATES.md; product 3). */
import { beforeEach, describe, expect, test } from 'vitest';
import { deriveMode } from '../../../../electron/device/mode/derive-mode.ts';
import type { GoneReason } from '../../../../electron/device/mode/knowledge.ts';
import { decide } from '../../../../electron/device/notices/decide.ts';
import { withStartShown } from '../../../../electron/device/notices/ledger.ts';
import type { Ledger } from '../../../../electron/device/notices/ledger.ts';
import type { DeviceEvent } from '../../../../shared/domain/device-event.ts';
import { fromMs, toMs } from '../../../../shared/domain/instant.ts';
import { sampleEvent, sampleStanding } from '../sample-event.ts';

const START = toMs('2026-11-23T09:00:00.000Z');
const NINE_THIRTY = toMs('2026-11-23T09:30:00.000Z');
const END = toMs('2026-11-23T11:00:00.000Z');

interface World {
  readonly event?: DeviceEvent | null;
  readonly nowMs?: number;
  readonly cachedMode?: boolean;
  readonly signedIn?: boolean;
  readonly standing?: ReturnType<typeof sampleStanding>;
  readonly gone?: GoneReason;
  readonly offlineSinceMs?: number | null;
  readonly isServiceTime?: boolean;
  /** What is told gets no further than the disk. */
  readonly notShown?: boolean;
  readonly showing?: string;
  /** Found unmarked when the process started. */
  readonly repeated?: string;
}

let ledger: Ledger;
let lastId: number;
beforeEach(() => {
  ledger = new Map();
  lastId = 0;
});

/** What is told in this world, given all that was told before. */
function tell(world: World): string[] {
  const { event = sampleEvent(), nowMs = NINE_THIRTY, standing = sampleStanding() } = world;
  const known = new Map(event === null ? [] : [[event.id, event]]);
  const device = { revoked: false, signedIn: world.signedIn ?? true, cachedMode: world.cachedMode ?? true };
  const decision = decide(ledger, {
    verdicts: deriveMode(known, standing, device, nowMs).verdicts,
    gone: new Map(world.gone === undefined ? [] : [['event-1', world.gone]]),
    isWhole: true,
    nowMs,
    offlineSinceMs: world.offlineSinceMs ?? null,
    isServiceTime: world.isServiceTime ?? true,
    isShowing: (id) => id === world.showing,
    isRepeated: (id) => id === world.repeated,
    newId: () => `notice-${String((lastId += 1))}`,
  });
  ledger = decision.ledger;
  if (world.notShown !== true) {
    for (const { id, event: told } of decision.calls) ledger = withStartShown(ledger, told.id, id);
  }
  const told = decision.calls.map(({ kind, text, reasons, repeated }) =>
    [kind, text, ...reasons, repeated ? 'again' : ''].filter((word) => word !== '').join(' '),
  );
  return [...told, ...decision.withdrawn.map((id) => `withdrawn ${id}`)];
}

describe('start and end', () => {
  test('N1, N6: once each, in their order, whatever is evaluated in between', () => {
    expect(tell({ nowMs: START - 1 })).toEqual([]);
    expect(tell({ nowMs: START })).toEqual(['start Mail is down']);
    expect(tell({})).toEqual([]);
    expect(tell({ nowMs: END })).toEqual(['end Mail is back']);
    expect(tell({ nowMs: END + 1 })).toEqual([]);
  });

  test('N2, G12: told again only if the text changed, and never a text twice', () => {
    tell({});
    expect(tell({ event: sampleEvent({ version: 2, description: 'Other' }) })).toEqual([]);
    expect(tell({ event: sampleEvent({ version: 3, startMessage: 'Still down' }) })).toEqual([
      'start Still down',
    ]);
    expect(tell({ event: sampleEvent({ version: 4 }) })).toEqual([]);
  });

  test('G12: shortened into the past it ends; moved to the future it is left with a plain notice', () => {
    tell({});
    expect(tell({ event: sampleEvent({ end: '2026-11-23T09:15:00.000Z' }) })).toEqual(['end Mail is back']);
    ledger = new Map();
    tell({});
    expect(tell({ event: sampleEvent({ start: '2026-11-23T10:00:00.000Z' }) })).toEqual([
      'left event-not-current',
    ]);
  });

  test('N6, G10: ended while the device was offline or not running, after it was in DR for it', () => {
    tell({});
    expect(tell({ nowMs: END + 3_600_000, offlineSinceMs: NINE_THIRTY })).toEqual(['end Mail is back']);
  });

  test('a second end of the same event is not told again', () => {
    tell({});
    tell({ nowMs: END });
    const extended = sampleEvent({ end: '2026-11-23T13:00:00.000Z', version: 2 });
    expect(tell({ event: extended, nowMs: END + 1 })).toEqual([]);
    expect(tell({ event: extended, nowMs: toMs('2026-11-23T13:00:00.000Z') })).toEqual([]);
  });

  test('N6: a start that was decided and never shown is withdrawn at the end; one quiet line instead', () => {
    tell({ notShown: true });
    expect(tell({ nowMs: END })).toEqual(['missed', 'withdrawn notice-1']);
  });

  test('N6: a start on its way to the screen counts as shown', () => {
    tell({ notShown: true });
    expect(tell({ nowMs: END, showing: 'notice-1' })).toEqual(['end Mail is back']);
  });

  test.each<[string, World]>([
    ['known', { nowMs: END }],
    ['gone', { nowMs: END, event: null, gone: 'out-of-window' }],
  ])('N6: when that came no further, the end goes with it, and is the quiet line (%s)', (_name, world) => {
    tell({ notShown: true });
    expect(tell({ ...world, showing: 'notice-1', notShown: true })).toEqual(['end Mail is back']);
    expect(tell(world)).toEqual(['missed', 'withdrawn notice-1', 'withdrawn notice-2']);
    expect(tell(world)).toEqual([]);
  });
});

describe('leaving', () => {
  test.each([
    ['left the group', { standing: sampleStanding({ groupIds: [] }) }, 'left not-in-affected-group'],
    [
      'lost the permission',
      { standing: sampleStanding({ disasterRecovery: false }) },
      'left no-disaster-recovery-permission',
    ],
    ['signed out', { signedIn: false }, 'left signed-out'],
    ['switched cached mode off', { cachedMode: false }, 'left cached-mode-off'],
    [
      'Outlook continuity switched off',
      { event: sampleEvent({ outlookContinuity: false }) },
      'left outlook-continuity-off',
    ],
    ['N7 taken away with the group', { event: null, gone: 'left-group' }, 'left not-in-affected-group'],
    ['N7 not in the restored database', { event: null, gone: 'restored' }, 'left event-not-current'],
    ['N7 out of the window: it ended', { event: null, gone: 'out-of-window' }, 'end Mail is back'],
  ] as const)('N3: %s', (_name, world, expected) => {
    tell({});
    expect(tell(world)).toEqual([expected]);
    expect(tell(world)).toEqual([]);
  });

  test('G13: joins, leaves, joins again: the start once, the leaving each time', () => {
    const outside = { standing: sampleStanding({ groupIds: [] }) };
    expect([tell(outside), tell({}), tell(outside), tell({}), tell(outside)]).toEqual([
      [],
      ['start Mail is down'],
      ['left not-in-affected-group'],
      [],
      ['left not-in-affected-group'],
    ]);
  });

  test('nobody is told of leaving what they were never told of', () => {
    tell({ notShown: true });
    expect(tell({ standing: sampleStanding({ disasterRecovery: false }) })).toEqual(['withdrawn notice-1']);
  });

  test('G17: a start that was withdrawn was not told: it is when the event has the device again', () => {
    tell({ notShown: true });
    tell({ event: sampleEvent({ start: '2026-11-23T10:00:00.000Z', version: 2 }) });
    const later = { event: sampleEvent({ start: '2026-11-23T10:00:00.000Z', version: 2 }), nowMs: END - 1 };
    expect(tell(later)).toEqual(['start Mail is down']);
  });

  test.each<[string, World, string]>([
    ['was put off', { event: sampleEvent({ start: fromMs(END), end: null }) }, 'left event-not-current'],
    ['keeps it out', { cachedMode: false }, 'left cached-mode-off'],
    ['was taken away', { event: null, gone: 'left-group' }, 'left not-in-affected-group'],
  ])(
    'a start that was on its way when the event %s, and came no further, is withdrawn',
    (_name, world, told) => {
      tell({ notShown: true });
      expect(tell({ ...world, showing: 'notice-1' })).toEqual([told]);
      expect(tell(world)).toEqual(['withdrawn notice-1']);
      expect(ledger.get('event-1')?.starts).toEqual([]);
    },
  );

  test('N9: a start that may have been on screen before a crash is told again as repeated', () => {
    tell({ notShown: true });
    const moved = sampleEvent({ start: '2026-11-23T10:00:00.000Z', version: 2 });
    expect(tell({ event: moved, repeated: 'notice-1' })).toEqual(['withdrawn notice-1']);
    expect(tell({ event: moved })).toEqual([]);
    expect(tell({ event: moved, nowMs: END - 1 })).toEqual(['start Mail is down again']);
    expect(tell({ event: moved, nowMs: END - 1 })).toEqual([]);
  });

  test('N5: a run that was missed is told of once, whatever became of the event in between', () => {
    const after = { nowMs: END, offlineSinceMs: START };
    expect(tell(after)).toEqual(['missed']);
    tell({ ...after, event: sampleEvent({ start: '2026-11-23T12:00:00.000Z', end: null, version: 2 }) });
    expect(tell({ ...after, event: sampleEvent({ version: 3 }) })).toEqual([]);
  });

  test('N2: words that nobody saw are withdrawn when the former ones, which were seen, are true again', () => {
    tell({});
    tell({ event: sampleEvent({ version: 2, startMessage: 'Still down' }), notShown: true });
    expect(tell({ event: sampleEvent({ version: 3 }) })).toEqual(['withdrawn notice-2']);
  });
});

describe('an event that nobody mentioned for a month', () => {
  const monthsLater = { event: null, nowMs: END + 60 * 24 * 3_600_000 };

  test('is forgotten by the time of the service', () => {
    tell({});
    tell({ event: null, nowMs: END });
    tell(monthsLater);
    expect([...ledger.keys()]).toEqual([]);
  });

  test('G5: is remembered by a clock that nobody has confirmed since the start, whether or not there was a contact', () => {
    tell({});
    tell({ event: null, nowMs: END });
    tell({ ...monthsLater, isServiceTime: false });
    tell({ ...monthsLater, isServiceTime: false, offlineSinceMs: END });
    expect([...ledger.keys()]).toEqual(['event-1']);
  });
});

describe('blocked', () => {
  test('N4: once a spell; switching on enters at once', () => {
    expect(tell({ cachedMode: false })).toEqual(['blocked cached-mode-off']);
    expect(tell({ cachedMode: false })).toEqual([]);
    expect(tell({})).toEqual(['start Mail is down']);
  });

  test('N3: switched off during the event: the leaving says why, and opens the spell', () => {
    tell({});
    expect(tell({ cachedMode: false })).toEqual(['left cached-mode-off']);
    expect(tell({ cachedMode: false })).toEqual([]);
    expect(tell({ cachedMode: false, nowMs: END })).toEqual([]);
  });

  test('N3, N4: switched off before the start came to the screen: the spell itself is told, once', () => {
    tell({ notShown: true });
    expect(tell({ cachedMode: false })).toEqual(['blocked cached-mode-off', 'withdrawn notice-1']);
    expect(tell({ cachedMode: false })).toEqual([]);
    expect(tell({})).toEqual(['start Mail is down']);
    expect(tell({ cachedMode: false })).toEqual(['left cached-mode-off']);
  });

  test('blocked to the end: no end message, no quiet line', () => {
    tell({ cachedMode: false });
    expect(tell({ cachedMode: false, nowMs: END, offlineSinceMs: START })).toEqual([]);
  });
});

describe('N5, G9: an event that ran wholly while the device was offline', () => {
  const after = { nowMs: END + 1, offlineSinceMs: START - 3_600_000 };

  test('one quiet line, no start, no end', () => {
    expect(tell(after)).toEqual(['missed']);
    expect(tell(after)).toEqual([]);
  });

  test.each([
    ['ended while in touch, or before this registration was', { offlineSinceMs: null }],
    ['ended before the contact was lost', { offlineSinceMs: END }],
    ['not for this person', { standing: sampleStanding({ disasterRecovery: false }) }],
  ] as const)('nothing for one that %s', (_name, world) => {
    expect(tell({ ...after, ...world })).toEqual([]);
  });
});
