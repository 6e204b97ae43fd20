/** The order in which an import takes the lines of a file. */
import { expect, test } from 'vitest';
import { inLevels } from '../../../service/csv/in-levels.ts';

const levelsOf = async (...lines: readonly string[]): Promise<readonly string[]> =>
  (
    await inLevels(lines, {
      ownedBy: (line) => (line.split('<')[0] ?? '').split(','),
      names: (line) => (line.split('<')[1] ?? '').split(','),
    })
  ).map((level) => level.join(' '));

test.each([
  ['no line', [], []],
  ['lines that name nobody, as they came', ['a', 'b'], ['a b']],
  ['a line that names later ones', ['a<c,b', 'b<c', 'c'], ['c', 'b<c', 'a<c,b']],
  ['names from outside the file', ['a<x', 'b'], ['a<x b']],
  ['further names of a line', ['a<alias', 'b,alias'], ['b,alias', 'a<alias']],
  ['a line that names itself', ['a<a', 'b'], ['a<a b']],
  ['the first of two that own a name', ['c<a', 'a', 'a<c'], ['a', 'c<a', 'a<c']],
  ['a circle and who waits for it, at last', ['a<b', 'b<a', 'c<a', 'd'], ['d', 'a<b b<a c<a']],
])('%s', async (_, lines, levels) => {
  expect(await levelsOf(...lines)).toEqual(levels);
});

test('a long chain is no deeper than the stack', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `${String(index)}<${String(index + 1)}`);
  expect(await levelsOf(...lines)).toHaveLength(20_000);
});
