/** What the gateway refuses, and when it hangs up: named so that tests and documents say the same (security, "Limits"). */
import { MINUTE_MS } from '../../shared/domain/instant.ts';

/** SIZE: what large providers accept, and less than the heap of the worker that parses it. */
export const MAX_MESSAGE_BYTES = 35 * 1024 * 1024;

/** RFC 5321 section 4.5.3.1.8 asks for at least a hundred. */
export const MAX_RECIPIENTS = 1000;

export const MAX_CONNECTIONS_PER_ADDRESS = 50;
export const MAX_CONNECTIONS = 1000;

/** Refused commands in one session. */
export const MAX_ERRORS_PER_SESSION = 100;

/** Commands without a message accepted among them: somebody is only keeping us busy. A thousand recipients fit. */
export const MAX_IDLE_COMMANDS = 2 * MAX_RECIPIENTS;

/** RFC 5321 section 4.5.3.1.4 gives 512 octets, extensions add to that. */
export const MAX_COMMAND_BYTES = 2048;

/** RFC 5321 section 4.5.3.2.7. */
export const IDLE_TIMEOUT_MS = 5 * MINUTE_MS;

/** However busy, a session ends: one that trickles a byte at a time would never be idle. */
export const MAX_SESSION_MS = 30 * MINUTE_MS;

/** RFC 5321 section 6.3: more than this is a loop. */
export const MAX_RECEIVED_FIELDS = 100;

/** A rule of the mail server may bring a message back once or twice; what has come by more often goes in circles. */
export const MAX_OWN_PASSES = 5;

/** Where the header is looked through for them. */
export const LOOP_SCAN_BYTES = 256 * 1024;

/** So many senders at once are a rush: accepting comes first, and what they sent is read after (I1). */
export const RUSH_SESSIONS = 4;

/** A rush is over when so long there were fewer: longer than a sender takes to begin its next message, and no wait for a reader. */
export const RUSH_CALM_MS = 50;

/** So long a message waits for a rush; then it is read in the middle of it, so that none waits for as long as a rush lasts. */
export const RUSH_PATIENCE_MS = 3000;

/** On stop, a message under way may finish (G44). */
export const DRAIN_MS = 30_000;
