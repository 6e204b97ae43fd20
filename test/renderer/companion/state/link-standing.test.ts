/** Tests that the link's state is told in few words, and only when it lasts. */
import { describe, expect, test } from 'vitest';
import { linkStanding } from '../../../../renderer/companion/state/link-standing.ts';
import { fromMs, toMs } from '../../../../shared/domain/instant.ts';
import type { LinkView } from '../../../../shared/bridge/snapshot.ts';
import { NOW } from '../../gallery/sample-mail.ts';

const nowMs = toMs(NOW);
const link = (change: Partial<LinkView>): LinkView => ({
  state: 'connecting',
  lastContactAt: fromMs(nowMs - 5_000),
  nextRetryAt: null,
  attempts: 1,
  problem: 'unreachable',
  failure: null,
  ...change,
});

describe('product 3: short drops stay quiet', () => {
  test.each([
    ['online', link({ state: 'online' }), 'linked'],
    ['the HTTP fallback', link({ state: 'polling' }), 'polling'],
    ['a first reconnect', link({}), 'linked'],
    ['a third failure', link({ attempts: 3 }), 'lost'],
    ['half a minute of silence', link({ lastContactAt: fromMs(nowMs - 30_000) }), 'lost'],
    ['no contact yet, nothing failed', link({ lastContactAt: null, problem: null }), 'connecting'],
    ['no contact yet, and a failure', link({ lastContactAt: null }), 'lost'],
  ])('%s', (_, view, kind) => {
    expect(linkStanding(view, nowMs).kind).toBe(kind);
  });
});
