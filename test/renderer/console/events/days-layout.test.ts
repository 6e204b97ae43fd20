/** Sixty days at a glance: whatever the events, no two bars or words of a row lie upon each other. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  daysAround,
  daysRows,
  shareOf,
  weekMarks,
} from '../../../../renderer/console/events/list/days-layout.ts';
import { DAY_MS, fromMs, HOUR_MS } from '../../../../shared/domain/instant.ts';
import { NOW_MS, sampleEvent } from './sample-event.ts';

const span = daysAround(NOW_MS);
const hours = fc.integer({ min: -40 * 24, max: 40 * 24 });
const event = fc
  .record({
    start: hours,
    length: fc.option(fc.integer({ min: 1, max: 200 })),
    group: fc.constantFrom('a', 'b'),
  })
  .map(({ start, length, group }) =>
    sampleEvent({
      affectedGroupId: group,
      start: fromMs(NOW_MS + start * HOUR_MS),
      end: length === null ? null : fromMs(NOW_MS + (start + length) * HOUR_MS),
    }),
  );

describe('days', () => {
  test('within a lane everything has its own room', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 12 }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        (events, words) => {
          const rows = daysRows(events, span, () => words);
          expect(rows.flatMap(({ bars }) => bars)).toHaveLength(events.length);
          for (const { bars, lanes } of rows) {
            for (const bar of bars) {
              expect(bar.lane).toBeLessThan(lanes);
              const [from, to] = room(bar, words);
              for (const other of bars) {
                if (other === bar || other.lane !== bar.lane) continue;
                const [otherFrom, otherTo] = room(other, words);
                expect(to <= otherFrom || otherTo <= from).toBe(true);
              }
            }
          }
        },
      ),
    );
  });

  test('thirty days back and thirty on, whole days of the reader, weeks marked by their Mondays', () => {
    expect(shareOf(NOW_MS, span)).toBeGreaterThan(0.48);
    expect(shareOf(NOW_MS, span)).toBeLessThan(0.52);
    expect(Math.round((span.toMs - span.fromMs) / DAY_MS)).toBe(61);
    const { mondays, weekends } = weekMarks(span);
    expect(mondays.every(({ atMs }) => new Date(atMs).getDay() === 1)).toBe(true);
    expect(mondays.length).toBeGreaterThanOrEqual(8);
    expect(weekends.length).toBeGreaterThanOrEqual(8);
  });
});

function room(bar: { start: number; length: number; wordsBefore: boolean }, words: number): [number, number] {
  return bar.wordsBefore
    ? [bar.start - words, bar.start + bar.length]
    : [bar.start, bar.start + bar.length + words];
}
