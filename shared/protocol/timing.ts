/** The channel's pace (interfaces 3): numbers that both ends know. */
import type { BackoffPolicy } from '../lib/backoff.ts';

/** The service pings every heartbeat, give or take 10 %, so that pings of thousands do not align. */
export const HEARTBEAT_MS = 20_000;
export const HEARTBEAT_JITTER = 0.1;

/** A side that hears nothing for one and a half heartbeats closes the link. */
export const SILENCE_FACTOR = 1.5;

/** An unauthenticated socket is closed after this long; a nonce lives as long. */
export const AUTHENTICATION_TIMEOUT_MS = 10_000;

export const RECONNECT: BackoffPolicy = { baseMs: 1000, factor: 2, capMs: 30_000 };

/** A link that lasted this long starts the backoff anew. */
export const STABLE_LINK_MS = 60_000;

/** On wake or network return a device retries within this long, spread by chance. */
export const WAKE_RETRY_WITHIN_MS = 3000;

/** While the channel cannot be opened but HTTP works, the device polls (the original's whole mechanism). */
export const POLL_INTERVAL_MS = 180_000;

/**
 * A device that only polls counts as reachable for this long after a poll: as with heartbeats, one and a half of what it
 * may take. The half lets a poll be late by its own time-outs; a device that missed one is not spoken of as there.
 */
export const POLLED_FOR_MS = SILENCE_FACTOR * POLL_INTERVAL_MS;

/** A JMAP token's longest life. */
export const ACCESS_TOKEN_MAX_MS = 10 * 60_000;
