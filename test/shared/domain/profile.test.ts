/** Which of Outlook's states count as cached (product 3). */
import { expect, it } from 'vitest';
import { connectionModeFor, CONNECTION_MODES, isCachedMode } from '../../../shared/domain/profile.ts';

it('cached are 200 and 400 to 700', () => {
  expect(CONNECTION_MODES.filter(isCachedMode)).toEqual([200, 400, 500, 600, 700]);
});

it('switching Use Cached Exchange Mode lands in a state that is, or is not, cached', () => {
  expect(isCachedMode(connectionModeFor(true))).toBe(true);
  expect(isCachedMode(connectionModeFor(false))).toBe(false);
});
