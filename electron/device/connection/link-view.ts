/** Few words outside for the link's fine states inside (house style 21). */
import type { LinkView } from '../../../shared/bridge/snapshot.ts';
import { fromMs } from '../../../shared/domain/instant.ts';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import type { LinkState } from './link-state.ts';

export interface LinkCircumstances {
  /** Service time, milliseconds UTC. */
  readonly lastContactMs: number | null;
  readonly isServedByPoll: boolean;
  readonly failure: NetworkFailure | null;
  /** Service time at a moment of the monotonic clock. */
  readonly atMonotonicMs: (monotonicMs: number) => number;
}

export function linkView(state: LinkState, now: LinkCircumstances): LinkView {
  return {
    state: wordFor(state, now.isServedByPoll),
    lastContactAt: now.lastContactMs === null ? null : fromMs(now.lastContactMs),
    nextRetryAt: state.name === 'waiting' ? fromMs(now.atMonotonicMs(state.retryAtMs)) : null,
    attempts: state.name === 'online' || !('attempt' in state) ? 0 : state.attempt,
    problem: 'problem' in state ? state.problem : null,
    failure: 'problem' in state && state.problem === 'unreachable' ? now.failure : null,
  };
}

function wordFor({ name }: LinkState, isServedByPoll: boolean): LinkView['state'] {
  switch (name) {
    case 'online':
    case 'parting':
      return 'online';
    case 'connecting':
    case 'greeting':
    case 'authenticating':
      return isServedByPoll ? 'polling' : 'connecting';
    case 'waiting':
      return isServedByPoll ? 'polling' : 'offline';
    case 'stopped':
    case 'refused':
    case 'revoked':
      return 'offline';
  }
}
