/** Failures in the log: none unseen, and no flood of them. */
import { expect, test } from 'vitest';
import { createFailureLog } from '../../service/failure-log.ts';

function rig() {
  const clock = { nowMs: 0 };
  const lines: object[] = [];
  const error = (fields: object): void => void lines.push(fields);
  return { clock, lines, failed: createFailureLog({ error }, () => clock.nowMs) };
}

test('the same failure is a line in ten seconds, and the next one says how many there were', () => {
  const { clock, lines, failed } = rig();
  const error = new Error('nested too deep');
  for (let time = 0; time < 1000; time += 1) failed(error);
  expect(lines).toEqual([{ err: error }]);
  clock.nowMs = 10_000;
  failed(error);
  expect(lines).toEqual([{ err: error }, { err: error, more: 999 }]);
});

test('another failure is a line of its own; a thousand others are not a thousand', () => {
  const { lines, failed } = rig();
  failed(new Error('one'));
  failed('two');
  expect(lines).toHaveLength(2);
  for (let number = 0; number < 1000; number += 1) failed(new Error(`number ${String(number)}`));
  expect(lines.length).toBeLessThanOrEqual(101);
});
