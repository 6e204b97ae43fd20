/** The path of the public address, stripped by a proxy or left in place: one service behind both. */
import { expect, test } from 'vitest';
import { innerPath } from '../../service/public-path.ts';

const PUBLIC = 'https://example.org/continuity';

test.each([
  ['/continuity/api/v1/events?q=a', '/api/v1/events?q=a'],
  ['/continuity/', '/'],
  ['/continuity', '/'],
  ['/continuity?a=b', '/?a=b'],
  ['/continuity/continuity/x', '/continuity/x'],
  ['/api/v1/events', '/api/v1/events'],
  ['/continuity-old/api', '/continuity-old/api'],
  ['//continuity/api', '//continuity/api'],
])('%s is %s', (asked, inner) => {
  expect(innerPath(asked, PUBLIC)).toBe(inner);
  expect(innerPath(asked, 'https://example.org')).toBe(asked);
  expect(innerPath(asked, null)).toBe(asked);
});
