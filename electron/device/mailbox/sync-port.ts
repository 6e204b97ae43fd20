/** Between the device and the part of it that keeps the five-day cache: what each gives the other. */
import type { MailPage, MailRow } from '../../../shared/bridge/mail.ts';
import type { CallAnswer, CallInput } from '../../../shared/bridge/calls.ts';
import type { CacheView, DelegatedMailbox } from '../../../shared/bridge/snapshot.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { FurtherAccounts } from './further/further-account.ts';
import type { Chance, Clock, Http, Log, MailParser, MailStore } from '../ports.ts';

/** How to reach the person's mailbox now. */
export interface MailboxAccess {
  /** `http://127.0.0.1:8025`: scheme, host and port of the registered service, no slash at the end. */
  readonly apiBaseUrl: string;
  /** A Bearer token for JMAP, good for some minutes. */
  readonly token: string;
  /** The person's own account (its id is the person's id). */
  readonly accountId: string;
}

export interface MailboxSyncNeeds {
  readonly http: Http;
  readonly mail: MailStore;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** null while the service is out of reach or the last token has expired. */
  readonly access: () => MailboxAccess | null;
  /** Service time, milliseconds UTC; the window rolls by it, never by the computer's clock (G5, G25). */
  readonly nowMs: () => number;
  /** Told, in each run, which accounts the service has besides the one that is synchronised. */
  readonly accounts: (further: FurtherAccounts) => void;
  /** Start of the oldest continuity event in which the device participates: mail since then is fetched first (product 4). */
  readonly prioritySince: () => Instant | null;
}

/** Runs from `start` to `stop`; afterwards it may be started again. What is cached stays until `MailStore.wipe`. */
export interface MailboxSync {
  /** The person is signed in and cached mode is on. */
  readonly start: () => void;
  /** Resolves when nothing of it touches store or network any more. */
  readonly stop: () => Promise<void>;
  /** Look now: access came back, the service hinted at a change, or priorities moved. Cheap when called often. */
  readonly hint: () => void;
  /** `off` while stopped. */
  readonly view: () => CacheView;
  readonly subscribe: (listener: (view: CacheView) => void) => Stop;
}

export interface MailReaderNeeds {
  readonly mail: MailStore;
  readonly furtherMail: (accountId: string) => MailStore;
  readonly parser: MailParser;
  /** The further accounts that may be read now; no other is opened. */
  readonly further: () => readonly Pick<DelegatedMailbox, 'accountId' | 'name'>[];
}

/** The calls of the window about mail, answered from the cache alone. A mail of a further account has both in its id (mail-key.ts). */
export interface MailReader {
  readonly list: (input: CallInput<'mail.list'>, generation: number) => Promise<MailPage>;
  readonly search: (input: CallInput<'mail.search'>) => Promise<readonly MailRow[]>;
  /** Codes: `not-cached`. */
  readonly open: (id: string) => Promise<CallAnswer<'mail.open'>>;
  readonly bytes: (input: CallInput<'mail.bytes'>) => Promise<CallAnswer<'mail.bytes'>>;
}

/** `createMailReader` in mail-reader.ts. */
export type CreateMailReader = (needs: MailReaderNeeds) => MailReader;
/** `createMailboxSync` in mailbox-sync.ts. */
export type CreateMailboxSync = (needs: MailboxSyncNeeds) => MailboxSync;
