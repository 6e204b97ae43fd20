/** How far a message is read before it counts as refused: limits before work (security, "Showing HTML mail"). */

export interface MimeLimits {
  readonly depth: number;
  readonly parts: number;
  /** Header bytes of the message and all its parts together. */
  readonly headerBytes: number;
  /** A text body is kept to this many characters; the rest stays in the raw message. */
  readonly textCharacters: number;
  readonly addresses: number;
  readonly references: number;
}

export const MIME_LIMITS: MimeLimits = {
  depth: 100,
  parts: 1000,
  headerBytes: 256 * 1024,
  textCharacters: 2 * 1024 * 1024,
  addresses: 1000,
  // First and last ones tell a thread as well as all do.
  references: 40,
};

/** The worker that parses is stopped after this long, and the message counts as refused (G27). */
export const PARSE_TIMEOUT_MS = 2000;

/** The heap of that worker. */
export const PARSE_HEAP_MB = 256;

export const REFUSALS = ['too-deep', 'too-many-parts', 'header-too-large', 'too-slow', 'failed'] as const;
/** Why a message could not be parsed. */
export type Refusal = (typeof REFUSALS)[number];

export class MimeRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`the message was not parsed: ${refusal}`);
    this.name = 'MimeRefused';
    this.refusal = refusal;
  }
}
