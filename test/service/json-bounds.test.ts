/** How deep and how much a JSON text is, seen in its bytes. */
import { expect, test } from 'vitest';
import { jsonExcess, MAX_JSON_DEPTH, MAX_JSON_VALUES } from '../../service/json-bounds.ts';

const nested = (depth: number, inner = ''): string => `${'[{"a":'.repeat(depth / 2)}${inner}`;

test.each([
  ['as deep as may be', `${'['.repeat(MAX_JSON_DEPTH)}${']'.repeat(MAX_JSON_DEPTH)}`, null],
  ['one deeper', '['.repeat(MAX_JSON_DEPTH + 1), 'too-deep'],
  ['arrays and objects by turns', nested(MAX_JSON_DEPTH + 2), 'too-deep'],
  ['brackets within text', JSON.stringify('['.repeat(1000)), null],
  ['brackets after an escaped quotation mark', JSON.stringify(`"${'{'.repeat(1000)}`), null],
  ['brackets after an escaped backslash', `["\\\\",${'['.repeat(MAX_JSON_DEPTH)}`, 'too-deep'],
  ['text without an end', `"${'['.repeat(1000)}`, null],
  ['text that ends with a backslash', '"\\', null],
  ['as many values as may be', `[${'1,'.repeat(MAX_JSON_VALUES - 1)}1]`, null],
  ['one more', `[${'1,'.repeat(MAX_JSON_VALUES)}1]`, 'too-many-values'],
  ['many empty arrays one after the other', '[]'.repeat(MAX_JSON_VALUES + 1), 'too-many-values'],
  ['commas within text', JSON.stringify(','.repeat(MAX_JSON_VALUES + 1)), null],
  ['closed more often than opened', ']'.repeat(1000), null],
  ['nothing', '', null],
])('%s', (_name, text, excess) => {
  expect(jsonExcess(Buffer.from(text))).toBe(excess);
});
