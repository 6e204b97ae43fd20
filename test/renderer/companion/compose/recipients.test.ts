/** What a recipients' field makes of what stands in it: lists of any form, and never an older suggestion. */
import { describe, expect, test } from 'vitest';
import { acceptedPlace, fitting } from '../../../../renderer/companion/compose/suggested-people.ts';
import { isFinished, typedPeople } from '../../../../renderer/companion/compose/typed-people.ts';

const JONAS = { name: 'Jonas Weidner', address: 'jonas.weidner@northwind.example' };
const JONASSON = { name: 'Eva Jonasson', address: 'eva@northwind.example' };
const words = (text: string) => typedPeople(text).map(({ name, address }) => `${name}|${address}`);

describe('a list', () => {
  test.each([
    ['a@x.example', ['|a@x.example']],
    ['"Doe, John" <a@x.example>, b@x.example', ['Doe, John|a@x.example', '|b@x.example']],
    [
      '"O\\"Hara; Pat" <p@x.example>; Lena Vogt <l@x.example>;',
      ['O"Hara; Pat|p@x.example', 'Lena Vogt|l@x.example'],
    ],
    ['a@x.example\nb@x.example', ['|a@x.example', '|b@x.example']],
    ['mailto:a@x.example?subject=Hi', ['|a@x.example']],
    ['MAILTO:a%40x.example,b@x.example', ['|a@x.example', '|b@x.example']],
    ['mailto:%zz', ['|%zz']],
    [',;\n ,', []],
    ['jonas', ['|jonas']],
    ['<a@x.example>', ['|a@x.example']],
  ])('%j becomes its people', (text, people) => {
    expect(words(text)).toEqual(people);
  });

  test.each([
    ['a@x.example,', true],
    ['a@x.example, b', true],
    ['"Doe, John', false],
    ['"Doe, John" <a', false],
    ['"Doe, John"', false],
    ['jonas', false],
  ])('%j is finished: %s', (text, finished) => {
    expect(isFinished(text)).toBe(finished);
  });
});

describe('a suggestion', () => {
  test('that was found for fewer letters stays only while it fits the present ones', () => {
    expect(fitting([JONAS, JONASSON], 'jonas', [])).toEqual([JONAS, JONASSON]);
    expect(fitting([JONAS, JONASSON], 'jonas w', [])).toEqual([JONAS]);
    expect(fitting([JONAS, JONASSON], 'jonas.braun@elsewhere.example', [])).toEqual([]);
    expect(fitting([JONAS, JONASSON], '', [])).toEqual([]);
    expect(fitting([JONAS, JONASSON], 'jonas', [JONAS])).toEqual([JONASSON]);
  });

  test('is taken for words, and for a whole address only where it is that one or was chosen with the arrows', () => {
    const longer = { name: '', address: 'eva@northwind.example.org' };
    expect(acceptedPlace([JONAS], 'jonas', null)).toBe(0);
    expect(acceptedPlace([longer], 'eva@northwind.example', null)).toBe(-1);
    expect(acceptedPlace([longer, JONASSON], 'Eva@Northwind.example', null)).toBe(1);
    expect(acceptedPlace([longer], 'eva@northwind.example', 0)).toBe(0);
    expect(acceptedPlace([], 'jonas', null)).toBe(-1);
    expect(acceptedPlace([], 'jonas', 2)).toBe(-1);
  });
});
