/** How much of one message is read (security, "Showing HTML mail"); beyond it the reader is told that something was cut off. */
import { MIME_LIMITS, type MimeLimits } from '../../../../shared/mail/limits.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** The message's own header. A person reads none of it; the rest is a bomb (bomb-headers-50000). */
export const MAX_HEADER_BYTES = 256 * KIB;
/** The limits of the service, but for the header, which was cut before: parts may have as much again. */
export const READING_LIMITS: MimeLimits = { ...MIME_LIMITS, headerBytes: 2 * MIB };
/** UTF-16 units of a plain text. */
export const MAX_TEXT_UNITS = 2 * MIB;
/** Of one field as it is shown (bomb-one-header-2MB). */
export const MAX_FIELD_UNITS = 2000;
/** Recipients that are shown. */
export const MAX_ADDRESSES = 500;
