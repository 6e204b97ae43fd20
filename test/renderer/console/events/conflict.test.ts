/** Two edits that meet: what differs and by whom, and one made of the two. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences, merged, usualSide } from '../../../../renderer/console/events/draft/conflict.ts';
import { draftOf, patchOf } from '../../../../renderer/console/events/draft/event-draft.ts';
import { sampleEvent } from './sample-event.ts';

const base = sampleEvent();

describe('two edits', () => {
  test('each difference says who changed it; what both say alike is none', () => {
    const mine = { ...draftOf(base), notes: 'mine', description: 'same', startMessage: 'mine' };
    const theirs = sampleEvent({ notes: 'theirs', description: 'same', end: null, version: 4 });
    expect(differences(mine, base, theirs)).toEqual([
      { field: 'notes', changedBy: 'both' },
      { field: 'end', changedBy: 'theirs' },
      { field: 'startMessage', changedBy: 'mine' },
    ]);
  });

  test('taken as usual, nothing that one side alone changed is lost', () => {
    const text = fc.option(fc.constantFrom('a', 'b'), { nil: undefined });
    fc.assert(
      fc.property(text, text, text, text, (myNotes, theirNotes, myMessage, theirMessage) => {
        const mine = {
          ...draftOf(base),
          ...(myNotes === undefined ? {} : { notes: myNotes }),
          ...(myMessage === undefined ? {} : { startMessage: myMessage }),
        };
        const theirs = sampleEvent({
          ...(theirNotes === undefined ? {} : { notes: theirNotes }),
          ...(theirMessage === undefined ? {} : { startMessage: theirMessage }),
          version: 4,
        });
        const sides = differences(mine, base, theirs).map((one) => [one.field, usualSide(one)] as const);
        const result = merged(mine, theirs, sides);
        expect(result.notes).toBe(myNotes ?? theirNotes ?? base.notes);
        expect(result.startMessage).toBe(myMessage ?? theirMessage ?? base.startMessage);
      }),
    );
  });

  test('taking all of theirs leaves nothing to send', () => {
    const mine = { ...draftOf(base), notes: 'mine', eternal: true };
    const theirs = sampleEvent({ end: '2026-11-24T17:00:00.000Z', cloudPasswordReset: 'sms', version: 4 });
    const sides = differences(mine, base, theirs).map(({ field }) => [field, 'theirs'] as const);
    expect(patchOf(merged(mine, theirs, sides), theirs)).toEqual({});
  });
});
