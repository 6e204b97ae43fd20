/** How much one peer may ask of the channel; start values of the security decisions, each answered with a code and a time. */
import { MAX_FRAME_BYTES } from '../../shared/domain/limits.ts';
import { MINUTE_MS } from '../../shared/domain/instant.ts';

export interface Rate {
  readonly count: number;
  readonly perMs: number;
}

export interface ChannelLimits {
  /** Failed proofs; successes do not count. */
  readonly failuresPerDevice: Rate;
  readonly failuresPerAddress: Rate;
  /** Proven connections, so that a stranger cannot use up a device's share. */
  readonly connectionsPerDevice: Rate;
  /** Messages and pings of one connection: `count` at once, then as many as `perSecond`. */
  readonly messages: { readonly burst: number; readonly perSecond: number };
  /** Proofs and reads at the same time; more wait their turn, so that a reconnect storm has a flat cost. */
  readonly handshakesInFlight: number;
  /** Sockets that have not proven themselves; a process has about 20,000 file descriptors. */
  readonly unauthenticated: number;
  /** A reader that lets more than this pile up is cut off, so that it costs the others nothing (G33). */
  readonly queuedBytes: number;
}

export const CHANNEL_LIMITS: ChannelLimits = {
  failuresPerDevice: { count: 10, perMs: MINUTE_MS },
  failuresPerAddress: { count: 100, perMs: MINUTE_MS },
  connectionsPerDevice: { count: 60, perMs: MINUTE_MS },
  messages: { burst: 60, perSecond: 20 },
  handshakesInFlight: 64,
  unauthenticated: 10_000,
  queuedBytes: 1024 * 1024,
};

/**
 * What `ws` lets through to us: twice a frame, so that a frame somewhat too large is answered with 4008 and a bye
 * that says why. Beyond it `ws` closes with 1009 before it buffers anything.
 */
export const MAX_RECEIVED_BYTES = 2 * MAX_FRAME_BYTES;

/** A message of 64 KiB has no reason to come in more pieces than this; tiny fragments cost memory (ws advisory 2026-05-22). */
export const MAX_FRAGMENTS = 64;

/** TCP may slice a frame into segments, but not this finely. */
export const MAX_BUFFERED_CHUNKS = 1024;

/** How long a peer has to answer our close frame before its socket is destroyed. */
export const CLOSE_TIMEOUT_MS = 3000;

/** A restarted or overloaded service is met again within this time, spread by chance (G44). */
export const RETRY_SPREAD_MS = 30_000;

/** Parsed public keys kept: parsing costs as much as verifying. */
export const KEPT_KEYS = 10_000;
