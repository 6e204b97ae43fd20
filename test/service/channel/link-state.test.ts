/** The machine of a connection: its rules on every walk, and that no cell is missing (STATES.md). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLink, type LinkSignal, type LinkState } from '../../../service/channel/link-state.ts';

const device = { id: 'd', userId: 'u', publicKey: 'k', revoked: false };
const claim = {
  type: 'authenticate' as const,
  deviceId: 'd',
  nonce: 'n',
  signature: 's',
  appVersion: '1',
  signedIn: true,
  cachedMode: true,
};
const receipt = {
  type: 'receipt' as const,
  id: 'r',
  eventId: 'e',
  kind: 'start' as const,
  shownAt: '2026-11-23T09:00:00.000Z',
};

/** One of each kind at least: the compiler finds a missing one. */
const SIGNALS: { readonly [Kind in LinkSignal['kind']]: readonly Extract<LinkSignal, { kind: Kind }>[] } = {
  authenticate: [{ kind: 'authenticate', claim }],
  told: [{ kind: 'told', message: receipt }],
  'asked-time': [{ kind: 'asked-time', question: { type: 'time', echo: 'e' } }],
  'unknown-message': [{ kind: 'unknown-message' }],
  'bad-frame': [{ kind: 'bad-frame', reason: 'not JSON' }],
  verified: [
    { kind: 'verified', verdict: { kind: 'proven', device } },
    { kind: 'verified', verdict: { kind: 'proven', device: { ...device, revoked: true } } },
    { kind: 'verified', verdict: { kind: 'refused' } },
    { kind: 'verified', verdict: { kind: 'too-many', retryAfterMs: 1 } },
  ],
  'caught-up': [{ kind: 'caught-up' }],
  'standing-moved': [{ kind: 'standing-moved', sinceRevision: 3 }],
  end: [{ kind: 'end', ending: { code: 4009, reason: 'replaced' } }],
  look: [{ kind: 'look' }],
  silent: [{ kind: 'silent' }],
  gone: [{ kind: 'gone' }],
};
const STATES: { readonly [Kind in LinkState['kind']]: Extract<LinkState, { kind: Kind }> } = {
  challenged: { kind: 'challenged', deadlineMs: 10_000 },
  verifying: { kind: 'verifying' },
  'catching-up': { kind: 'catching-up', device },
  live: { kind: 'live', device },
  refreshing: { kind: 'refreshing', device },
  closing: { kind: 'closing' },
  closed: { kind: 'closed' },
};

const kindsOf = (state: LinkState, signal: LinkSignal, nowMs = 0): readonly string[] =>
  nextLink(state, signal, nowMs).effects.map(({ kind }) => kind);

describe('every state and signal', () => {
  const cells = Object.values(STATES).flatMap((state) =>
    Object.values(SIGNALS)
      .flat()
      .map((signal) => ({ state, signal, name: `${state.kind} × ${signal.kind}` })),
  );

  it.each(cells)('$name: without a consequence it is the same state', ({ state, signal }) => {
    const step = nextLink(state, signal, 0);
    if (step.state.kind === state.kind) expect(step.state).toBe(state);
    else expect(step.state).not.toEqual(state);
  });

  it.each(cells)('$name: what ends says so once, and lets go (STATES 13)', ({ state, signal }) => {
    const { state: after, effects } = nextLink(state, signal, 0);
    const kinds = effects.map(({ kind }) => kind);
    const over = (of: LinkState): boolean => of.kind === 'closing' || of.kind === 'closed';
    expect(kinds.filter((kind) => kind === 'release')).toHaveLength(over(after) && !over(state) ? 1 : 0);
    if (over(state)) expect(kinds).toEqual([]);
  });
});

it('on any walk nothing is saved, told or refreshed before a proof, and nothing after the end', () => {
  const walk = fc.array(fc.constantFrom(...Object.values(SIGNALS).flat()), { maxLength: 30 });
  fc.assert(
    fc.property(walk, (signals) => {
      let state: LinkState = STATES.challenged;
      let proven = false;
      let released = 0;
      for (const signal of signals) {
        const step = nextLink(state, signal, 0);
        for (const { kind } of step.effects) {
          if (kind === 'adopt') proven = true;
          if (kind === 'save' || kind === 'answer-time' || kind === 'refresh') {
            expect(proven && released === 0).toBe(true);
          }
          if (kind === 'release') released += 1;
        }
        state = step.state;
      }
      expect(released).toBeLessThanOrEqual(1);
    }),
  );
});

it('the deadline counts only until authenticate came (STATES 3)', () => {
  const [look] = SIGNALS.look;
  if (look === undefined) throw new Error('no look');
  expect(kindsOf(STATES.challenged, look, 9_999)).toEqual([]);
  expect(kindsOf(STATES.challenged, look, 10_000)).toEqual(['bye', 'release']);
  expect(kindsOf(STATES.verifying, look, 60_000)).toEqual([]);
});
