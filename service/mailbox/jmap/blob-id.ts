/** What a blob is called: a message by its id, a part of it by both. */

export function partBlobId(messageId: string, partId: string): string {
  return `${messageId}_${partId}`;
}

/** Message ids have no underscore. */
export function readBlobId(blobId: string): { readonly messageId: string; readonly partId: string | null } {
  const [messageId = '', partId] = blobId.split('_');
  return { messageId, partId: partId ?? null };
}
