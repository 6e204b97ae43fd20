/** How much people may put here, and for how long it is kept (RFC 8620 section 6). */
import { DAY_MS } from '../../shared/domain/instant.ts';
import { MAX_MESSAGE_BYTES } from '../gateway/limits.ts';

/** A message as large as the gateway takes, whole. */
export const MAX_UPLOAD_BYTES = MAX_MESSAGE_BYTES;

/** In base64 four bytes stand for three, with a line break every 76: what fits a message beside its text. */
export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;

/** At once, per person: attachments go up side by side, and a disk is not filled by one. */
export const MAX_UPLOADS_AT_ONCE = 4;

/** All that a person has lying here: a bad day's mail, and a bound on what a stolen password can do. */
export const MAX_ACCOUNT_UPLOAD_BYTES = 20 * MAX_UPLOAD_BYTES;

/** The RFC asks for an hour; a day bridges a night without network. */
export const UPLOADS_KEPT_MS = DAY_MS;
