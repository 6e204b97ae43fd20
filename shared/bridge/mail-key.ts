/** How the window names a mail: one's own by its id, one of a further account by account and id. Pure. */

/** No JMAP id has it (RFC 8620 section 1.2). */
const SEPARATOR = '/';

export interface MailKey {
  /** null: the person's own account. */
  readonly accountId: string | null;
  readonly id: string;
}

export function writeKey({ accountId, id }: MailKey): string {
  return accountId === null ? id : `${accountId}${SEPARATOR}${id}`;
}

export function readKey(key: string): MailKey {
  const at = key.indexOf(SEPARATOR);
  return at < 0 ? { accountId: null, id: key } : { accountId: key.slice(0, at), id: key.slice(at + 1) };
}
