/** How much of one message is read (security, "Showing HTML mail"); beyond it the reader is told that something was cut off. */

const KIB = 1024;
const MIB = 1024 * KIB;

/** The message's own header. A person reads none of it; the rest is a bomb (bomb-headers-50000). */
export const MAX_HEADER_BYTES = 256 * KIB;
/** Parts inside parts. Mail clients make four or five (bomb-nest-5000). */
export const MAX_DEPTH = 100;
export const MAX_PARTS = 1000;
/** Headers of all parts together. */
export const MAX_ALL_HEADERS_BYTES = 2 * MIB;
/** UTF-16 units, for HTML and text each. */
export const MAX_BODY_UNITS = 2 * MIB;
/** Of one field as it is shown (bomb-one-header-2MB). */
export const MAX_FIELD_UNITS = 2000;
/** Recipients that are shown. */
export const MAX_ADDRESSES = 500;
/** An inline picture, and all of a message together: each travels as a `data:` URL. */
export const MAX_INLINE_BYTES = 5 * MIB;
export const MAX_ALL_INLINE_BYTES = 20 * MIB;
/** Pixels of a side, and of a picture: 40 million take 160 MB when decoded (att-png-50000x50000). */
export const MAX_IMAGE_SIDE = 16_384;
export const MAX_IMAGE_PIXELS = 40_000_000;
