/** What Save will do, in kinds of sentences, and the steps that follow: only what is still to come. */
import { describe, expect, test } from 'vitest';
import {
  draftOf,
  emptyDraft,
  type EventDraft,
} from '../../../../renderer/console/events/draft/event-draft.ts';
import { savedTime } from '../../../../renderer/console/events/draft/draft-time.ts';
import { outcomeOf } from '../../../../renderer/console/events/draft/outcome.ts';
import { plannedSteps } from '../../../../renderer/console/events/impact/planned-steps.ts';
import { fromMs, HOUR_MS } from '../../../../shared/domain/instant.ts';
import { NOW_MS, sampleEvent } from './sample-event.ts';

const at = (hours: number) => savedTime(fromMs(NOW_MS + hours * HOUR_MS));
const draft = (given: Partial<EventDraft>): EventDraft => ({ ...emptyDraft('UTC'), ...given });
const span = (start: number, end: number | null) =>
  draft({
    startsNow: false,
    start: at(start),
    eternal: end === null,
    ...(end === null ? {} : { end: at(end) }),
  });

const RUNNING = sampleEvent();
const ENDED = sampleEvent({ end: fromMs(NOW_MS - HOUR_MS / 2), status: 'expired' });

describe('what saving does', () => {
  test.each([
    ['a new one, ahead', span(2, 3), null, { kind: 'starts-later', inMs: 2 * HOUR_MS }],
    ['a new one, now', draft({}), null, { kind: 'starts-now', backdatedMs: 0 }],
    ['a new one, back-dated', span(-2, null), null, { kind: 'starts-now', backdatedMs: 2 * HOUR_MS }],
    ['a new one that is over', span(-2, -1), null, { kind: 'over' }],
    ['a running one, longer', span(-2, 4), RUNNING, { kind: 'goes-on', forMs: 4 * HOUR_MS }],
    ['a running one, without end', span(-2, null), RUNNING, { kind: 'goes-on', forMs: null }],
    ['a running one, ended in the past', span(-2, -1), RUNNING, { kind: 'ends' }],
    ['a running one, moved ahead', span(1, 2), RUNNING, { kind: 'starts-later', inMs: HOUR_MS }],
    ['one that is over, and stays so', span(-2, -1), ENDED, { kind: 'over' }],
    ['one that is over, and runs again', span(-2, 1), ENDED, { kind: 'runs-again' }],
    ['one without its time', draft({ startsNow: false }), null, { kind: 'unknown' }],
  ] as const)('%s', (_what, wanted, former, outcome) => {
    expect(outcomeOf(wanted, former, NOW_MS)).toEqual(outcome);
  });
});

describe('what happens then', () => {
  const steps = (given: Partial<EventDraft>, start: number | null, end: number | null) =>
    plannedSteps(draft(given), {
      startMs: start === null ? null : NOW_MS + start * HOUR_MS,
      endMs: end === null ? null : NOW_MS + end * HOUR_MS,
      nowMs: NOW_MS,
    }).map(({ kind, atMs }) => [kind, atMs === null ? null : (atMs - NOW_MS) / HOUR_MS]);

  test('the whole of it, in order, with the SMS before the start', () => {
    const everything = {
      pauseInboundDelivery: true,
      expandDistributionLists: true,
      smsGroupId: 'g',
      startSms: 's',
      endSms: 'e',
      startSmsLeadMinutes: '60',
    };
    expect(steps(everything, 3, 5)).toEqual([
      ['sms', 2],
      ['switch', 3],
      ['held', 5],
      ['expanded', 5],
      ['endHeld', 5],
      ['endSms', 5],
    ]);
  });

  test.each([
    [
      'now and without end',
      {},
      null,
      null,
      [
        ['switchNow', null],
        ['eternal', null],
      ],
    ],
    [
      'with Outlook continuity off',
      { outlookContinuity: false },
      1,
      2,
      [
        ['none', 1],
        ['end', 2],
      ],
    ],
    [
      'an SMS whose time has passed goes at once',
      { smsGroupId: 'g', startSms: 's', startSmsLeadMinutes: '180' },
      1,
      null,
      [
        ['sms', null],
        ['switch', 1],
        ['eternal', null],
      ],
    ],
    ['nothing, where it is over', { pauseInboundDelivery: true }, -2, -1, []],
  ] as const)('%s', (_what, given, start, end, expected) => {
    expect(steps(given, start, end)).toEqual(expected);
  });
});

test('a draft of a saved event does what the event does', () => {
  expect(outcomeOf(draftOf(RUNNING), RUNNING, NOW_MS)).toMatchObject({ kind: 'goes-on' });
});
