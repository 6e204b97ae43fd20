/** Blobs: what was uploaded, a whole message as received, or one part with its transfer encoding undone (RFC 8620 section 6.2). */
import type { Kysely } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { MessageFiles } from '../message-files.ts';
import { decodeOctets } from '../../../shared/mail/decode-part.ts';
import { contentFor } from '../store/find-emails.ts';
import { readBlobId } from './blob-id.ts';
import type { Uploads } from '../uploads.ts';
import { findPart } from './email-object.ts';

export interface BlobPorts {
  readonly db: Kysely<Tables>;
  readonly files: Pick<MessageFiles, 'read'>;
  readonly uploads: Pick<Uploads, 'read'>;
}

export interface Blob {
  readonly bytes: Buffer;
  readonly type: string;
}

/** null: there is no such blob in that account. */
export async function readBlob(
  ports: BlobPorts,
  accountId: string,
  blobId: string,
  nowMs: number,
): Promise<Blob | null> {
  const upload = await ports.uploads.read(accountId, blobId);
  if (upload !== null) return upload;
  const { messageId, partId } = readBlobId(blobId);
  const content = await contentFor(ports.db, accountId, messageId, nowMs);
  if (content === null) return null;
  if (partId === null) {
    const bytes = await ports.files.read(messageId);
    return bytes === null ? null : { bytes, type: 'message/rfc822' };
  }
  const part = findPart(content.structure, partId);
  if (part === null) return null;
  const encoded = await ports.files.read(messageId, part.start, part.end);
  if (encoded === null) return null;
  const bytes = decodeOctets(encoded, { encoding: part.encoding, start: 0, end: encoded.length });
  return { bytes, type: part.type };
}
