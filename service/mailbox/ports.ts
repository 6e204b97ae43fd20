/** What mailboxes and gateway need from people and devices. */

export interface Account {
  readonly accountId: string;
  readonly name: string;
  readonly readOnly: boolean;
}

export interface MailboxUser {
  readonly userId: string;
  readonly email: string;
  /** Own mailbox first (its id is the person's id), then those the person may read. */
  readonly accounts: readonly Account[];
}

export type MailboxSignIn =
  | { readonly kind: 'signed-in'; readonly user: MailboxUser }
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many-attempts'; readonly retryAfterMs: number };

/** Bearer token of a device, or Basic with address and cloud password, limited like sign-in (interfaces 4). */
export interface MailboxDoor {
  readonly signIn: (authorization: string | undefined, remoteAddress: string) => Promise<MailboxSignIn>;
}

export type Recipient =
  | { readonly kind: 'person'; readonly userId: string }
  /** `memberIds` are those who receive it while a Current event expands lists; empty otherwise. */
  | { readonly kind: 'list'; readonly groupId: string; readonly memberIds: readonly string[] }
  | { readonly kind: 'unknown' };

/** Addresses of the organisation, aliases included, compared without case. */
export interface Recipients {
  readonly resolve: (address: string, nowMs: number) => Promise<Recipient>;
}

/** Announces that an account's JMAP state moved. */
export type AnnounceMailbox = (accountId: string, state: string) => void;
