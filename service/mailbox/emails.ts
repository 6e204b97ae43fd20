/** What an e-mail in a mailbox is called: the same for the same message in the same mailbox, so that storing twice stores once. */
import type { MailboxRole } from './tables.ts';

export function emailIdOf(messageId: string, mailbox: MailboxRole): string {
  return `${messageId}-${mailbox}`;
}

/** Where a message goes in one account, and with which keywords. */
export interface Placement {
  readonly accountId: string;
  readonly mailbox: MailboxRole;
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly answered: boolean;
  readonly draft: boolean;
  /** Of the bytes, for what the person put there themselves; null: received. */
  readonly ownHash: string | null;
}

/** A state string: the account's counter. Opaque to clients. */
export function stateOf(modseq: number): string {
  return String(modseq);
}

/** null: not a state of ours. */
export function modseqOf(state: string): number | null {
  return /^\d{1,15}$/.test(state) ? Number(state) : null;
}
