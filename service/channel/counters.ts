/** What the channel counts; the service shows it as metrics. */

export type AuthenticationOutcome = 'proven' | 'refused' | 'revoked' | 'too-many';

export interface ChannelCounters {
  /** Open sockets, proven or not. */
  connections: number;
  /** Those of them that have not proven themselves yet. */
  strangers: number;
  framesIn: number;
  framesOut: number;
  /** By the code of the problem, `ws` errors by theirs (`WS_ERR_INVALID_UTF8`). */
  readonly badFrames: Map<string, number>;
  readonly authentications: Record<AuthenticationOutcome, number>;
  /** Right proofs for an address that is not this service's: a relay, or a proxy that changes Host. */
  misdialled: number;
  /** Our closes, by close code; 1006 for those that fell silent. */
  readonly closes: Map<number, number>;
  /** Refused upgrades, by HTTP status. */
  readonly refusedUpgrades: Map<number, number>;
}

export function createCounters(): ChannelCounters {
  return {
    connections: 0,
    strangers: 0,
    framesIn: 0,
    framesOut: 0,
    badFrames: new Map(),
    authentications: { proven: 0, refused: 0, revoked: 0, 'too-many': 0 },
    misdialled: 0,
    closes: new Map(),
    refusedUpgrades: new Map(),
  };
}

export function countOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
