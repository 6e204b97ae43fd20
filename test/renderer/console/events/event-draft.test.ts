/** What the form sends of what it shows: nothing moves that nobody touched, and local times are the zone's (product 1, STATES.md E5). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chosenTime,
  NO_TIME,
  resolveTime,
  shownTime,
  typedTime,
} from '../../../../renderer/console/events/draft/draft-time.ts';
import {
  draftOf,
  emptyDraft,
  inputOf,
  patchOf,
} from '../../../../renderer/console/events/draft/event-draft.ts';
import { nextClockChangeMs } from '../../../../renderer/console/events/draft/clock-change.ts';
import { keepDraft, readKeptDraft } from '../../../../renderer/console/events/draft/kept-drafts.ts';
import { fromMs } from '../../../../shared/domain/instant.ts';
import { eventInputSchema, eventPatchSchema } from '../../../../shared/http/continuity-events.ts';
import { NOW_MS, sampleEvent } from './sample-event.ts';

const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
);
const instant = fc.integer({ min: 0, max: 3 * 365 * 24 * 3600 }).map((seconds) => NOW_MS + seconds * 1000);

describe('times', () => {
  test('E5: a saved instant is shown in any zone, and moved by none', () => {
    fc.assert(
      fc.property(zones, instant, (zone, atMs) => {
        const saved = { ...NO_TIME, savedAt: fromMs(atMs) };
        expect(resolveTime(saved, zone)).toEqual({ kind: 'instant', atMs, input: fromMs(atMs) });
        expect(shownTime(saved, zone).date).toMatch(/^\d{4}-\d\d-\d\d$/);
      }),
    );
  });

  test('G6: whatever is typed is one instant, or two to choose from, and each choice is then one', () => {
    fc.assert(
      fc.property(zones, instant, (zone, atMs) => {
        const [date = '', rest = ''] = fromMs(atMs).split('T');
        const typed = { ...NO_TIME, date, time: rest.slice(0, 5) };
        const found = resolveTime(typed, zone);
        if (found.kind === 'instant' || found.kind === 'missing') return;
        for (const choice of found.choices)
          expect(resolveTime(chosenTime(choice), zone)).toMatchObject({ kind: 'instant', atMs: choice.atMs });
      }),
    );
  });

  test.each([
    ['2027-03-28', '02:30', 'gap'],
    ['2027-10-31', '02:30', 'ambiguous'],
    ['2027-10-31', '03:30', 'instant'],
    ['', '03:30', 'missing'],
    ['2027-02-29', '03:30', 'missing'],
  ])('%s %s in Berlin is %s', (date, time, kind) => {
    expect(resolveTime({ ...NO_TIME, date, time }, 'Europe/Berlin').kind).toBe(kind);
  });

  test('typing into one of the two fields keeps what the other shows, and asks again which of two is meant', () => {
    const saved = { ...NO_TIME, savedAt: '2026-11-23T08:13:27.456Z' };
    expect(typedTime(saved, 'Europe/Berlin', { time: '10:00' })).toEqual({
      ...NO_TIME,
      date: '2026-11-23',
      time: '10:00',
    });
    const chosen = { ...NO_TIME, date: '2027-10-31', time: '02:30', offset: '+01:00' };
    expect(typedTime(chosen, 'Europe/Berlin', { time: '02:40' }).offset).toBeNull();
  });

  test('the next change of the clocks is found to the minute, within sixty days', () => {
    expect(nextClockChangeMs('Europe/Berlin', Date.parse('2027-03-01T00:00:00Z'))).toBe(
      Date.parse('2027-03-28T01:00:00Z'),
    );
    expect(nextClockChangeMs('Europe/Berlin', Date.parse('2027-05-01T00:00:00Z'))).toBeNull();
    expect(nextClockChangeMs('UTC', NOW_MS)).toBeNull();
  });
});

describe('what is sent', () => {
  test('an edit of nothing sends nothing; a change of the zone alone sends the zone alone', () => {
    const base = sampleEvent();
    expect(patchOf(draftOf(base), base)).toEqual({});
    expect(patchOf({ ...draftOf(base), timeZone: 'America/New_York' }, base)).toEqual({
      timeZone: 'America/New_York',
    });
  });

  test('an edit sends what was changed, and nothing else', () => {
    const base = sampleEvent();
    const draft = { ...draftOf(base), notes: 'n', eternal: true, startSmsLeadMinutes: '30' };
    expect(patchOf(draft, base)).toEqual({ notes: 'n', end: null, startSmsLeadMinutes: 30 });
    expect(patchOf({ ...draftOf(base), startsNow: true }, base)).toEqual({ start: null });
  });

  test('whatever the draft, what is sent is of the form that the service takes', () => {
    const text = fc.string();
    fc.assert(
      fc.property(text, text, fc.boolean(), fc.boolean(), (description, lead, startsNow, eternal) => {
        const draft = {
          ...draftOf(sampleEvent()),
          description,
          startSmsLeadMinutes: lead,
          startsNow,
          eternal,
        };
        expect(eventInputSchema.safeParse(inputOf(draft)).success).toBe(true);
        expect(eventPatchSchema.safeParse(patchOf(draft, sampleEvent())).success).toBe(true);
      }),
    );
  });

  test('without a group, or with a time that is not settled, there is nothing to send', () => {
    expect(inputOf(emptyDraft('UTC'))).toBeNull();
    const unsettled = { ...emptyDraft('Europe/Berlin'), affectedGroupId: 'g', startsNow: false };
    expect(inputOf({ ...unsettled, start: { ...NO_TIME, date: '2027-03-28', time: '02:30' } })).toBeNull();
    expect(inputOf({ ...unsettled, startsNow: true })).toMatchObject({ start: null, end: null });
  });

  test('a draft is kept and comes back as it was; what is not one is none', () => {
    const texts = new Map<string, string>();
    const store = {
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, text: string) => void texts.set(key, text),
    } as unknown as Storage;
    const kept = { draft: { ...draftOf(sampleEvent()), notes: 'typed' }, base: sampleEvent() };
    keepDraft(store, 'edit e1', kept);
    expect(readKeptDraft(store, 'edit e1')).toEqual(kept);
    expect(readKeptDraft(store, 'new')).toBeNull();
    for (const [key] of texts) texts.set(key, '{"draft":{"notes":1}}');
    expect(readKeptDraft(store, 'edit e1')).toBeNull();
    for (const [key] of texts) texts.set(key, 'half a dr');
    expect(readKeptDraft(store, 'edit e1')).toBeNull();
  });
});
