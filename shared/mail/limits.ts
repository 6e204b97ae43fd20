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

/** Elements and texts of an HTML body: more makes a window slow, and is shown as text. */
export const MAX_NODES = 50_000;

/** An inline picture, and all of a message together: each travels as a `data:` URL. */
export const MAX_INLINE_BYTES = 5 * 1024 * 1024;
export const MAX_ALL_INLINE_BYTES = 20 * 1024 * 1024;
/** Pixels of a side, and of a picture: 40 million take 160 MB when decoded (att-png-50000x50000). */
export const MAX_IMAGE_SIDE = 16_384;
export const MAX_IMAGE_PIXELS = 40_000_000;

/** Why a message could not be parsed. */
export type Refusal = 'too-deep' | 'too-many-parts' | 'header-too-large' | 'too-slow' | 'failed';

export class MimeRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`the message was not parsed: ${refusal}`);
    this.name = 'MimeRefused';
    this.refusal = refusal;
  }
}
