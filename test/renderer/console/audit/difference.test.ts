/** What an entry of the log changed, as the console shows it. */
import { describe, expect, test } from 'vitest';
import { detailOf, editedFields, nameOf, valueText } from '../../../../renderer/console/audit/difference.ts';
import { periodAsked } from '../../../../renderer/console/audit/period.ts';

const before = {
  name: 'Old',
  mail: null,
  permissions: { disasterRecovery: true },
  aliases: ['a'],
  version: 1,
};
const after = {
  name: 'New',
  mail: null,
  permissions: { disasterRecovery: false },
  aliases: ['a'],
  version: 2,
};

describe('the difference', () => {
  test('an edit shows what became another, parts of parts by their path', () => {
    expect(detailOf({ before, after, passwordChanged: true })).toEqual({
      differences: [
        { field: 'name', before: 'Old', after: 'New' },
        { field: 'permissions.disasterRecovery', before: true, after: false },
        { field: 'version', before: 1, after: 2 },
      ],
      facts: [{ field: 'passwordChanged', value: true }],
    });
    expect(editedFields({ before, after })).toEqual(['name', 'permissions.disasterRecovery']);
  });

  test('what was made has no before, what was taken away no after, and neither is an edit', () => {
    expect(detailOf({ after }).differences.every((one) => one.before === undefined)).toBe(true);
    expect(detailOf({ before }).differences.every((one) => one.after === undefined)).toBe(true);
    expect([editedFields({ after }), editedFields({ before })]).toEqual([[], []]);
  });

  test.each([null, undefined, 'text', 3, [1]])('a detail that is %j says nothing', (detail) => {
    expect(detailOf(detail)).toEqual({ differences: [], facts: [] });
    expect(nameOf(detail)).toBeNull();
  });

  test('a thing goes by the name that it has now, else the one it had', () => {
    expect(nameOf({ before, after })).toBe('New');
    expect(nameOf({ before })).toBe('Old');
    expect(nameOf({ personId: 'p' })).toBeNull();
  });

  test.each([
    ['words', 'words'],
    [null, ''],
    [['a', 'b'], 'a\nb'],
    [false, 'false'],
    [[{ x: 1 }], '[{"x":1}]'],
  ])('%j reads as %j', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});

describe('a period', () => {
  test('both days are in it, by the reader’s calendar', () => {
    const {
      from = '',
      to = '',
      service,
    } = periodAsked({ from: '2026-11-23', to: '2026-11-23', service: 'x' });
    expect(service).toBe('x');
    expect(new Date(from).getTime()).toBe(new Date(2026, 10, 23).getTime());
    expect(new Date(to).getTime()).toBe(new Date(2026, 10, 24).getTime());
  });

  test.each([undefined, '', 'yesterday', '2026-1-1'])('%j is none', (from) => {
    expect(periodAsked(from === undefined ? {} : { from })).toEqual({ from: '', to: '' });
  });
});
