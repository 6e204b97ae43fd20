/** What mailboxes and gateway need from people, devices and mail flow. */
import type { Transaction } from 'kysely';
import type { GroupKind } from '../../shared/domain/group.ts';
import type { Tables } from '../storage/tables.ts';
import type { MailEnvelope } from './message-file.ts';

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

export interface SignedIn {
  readonly kind: 'signed-in';
  readonly user: MailboxUser;
  /** null: by password. */
  readonly token: { readonly deviceId: string; readonly expiresAtMs: number } | null;
}

export type MailboxSignIn =
  | SignedIn
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many-attempts'; readonly retryAfterMs: number };

/** Bearer token of a device, or Basic with address and cloud password, limited like sign-in (interfaces 4). */
export interface MailboxDoor {
  readonly signIn: (authorization: string | undefined, remoteAddress: string) => Promise<MailboxSignIn>;
  /** Of one who is signed in, as it is now; null: there is no such person any more. */
  readonly userOf: (userId: string) => Promise<MailboxUser | null>;
}

export type Recipient =
  | { readonly kind: 'person'; readonly userId: string }
  /** `postmaster` and `abuse`, where nobody has the address. */
  | { readonly kind: 'administrators'; readonly userIds: readonly string[] }
  /** `memberIds` are those who receive it while a Current event expands lists; empty otherwise. */
  | { readonly kind: 'list'; readonly groupId: string; readonly memberIds: readonly string[] }
  /** A list that cannot be expanded, while lists are. */
  | { readonly kind: 'closed-list'; readonly groupKind: GroupKind }
  | { readonly kind: 'unknown' };

/** Addresses of the organisation, aliases included, compared without case. */
export interface Recipients {
  readonly resolve: (address: string, nowMs: number) => Promise<Recipient>;
}

export interface AcceptedMail {
  readonly envelope: MailEnvelope;
  readonly subject: string;
}

/** Takes care that messages go on to their next server. */
export interface Forwarding {
  /** In the transaction that stores the messages: their deliveries are durable with them, or they are not stored. */
  readonly queue: (db: Transaction<Tables>, accepted: readonly AcceptedMail[]) => Promise<void>;
  /** Whether such a message has somewhere to go, however old it is. */
  readonly goesOn: (envelope: MailEnvelope) => boolean;
  /** Something was queued, and is durable. */
  readonly wake: () => void;
}

export const NO_FORWARDING: Forwarding = {
  queue: () => Promise.resolve(),
  goesOn: () => false,
  wake: () => undefined,
};
