/** Everything the device needs from the world; adapters, fakes and the simulator implement these and nothing else. */
import type { MailAddress, MailRow, MailView } from '../../shared/bridge/mail.ts';
import type { NetworkFailure } from '../../shared/domain/network-failure.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { KeptWriting } from './keeping/kept-port.ts';

/** Wall and monotonic time apart: the wall may jump, the monotonic may stop while the computer sleeps (G4, G5). */
export interface Clock {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  /** Runs once after `delayMs` of monotonic time; callers never ask for more than an hour (guarantees, timer rule). */
  readonly schedule: (delayMs: number, run: () => void) => Stop;
}

export interface Chance {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  /** An opaque, unguessable identifier. */
  readonly id: () => string;
}

export interface SocketListener {
  readonly opened: () => void;
  readonly text: (frame: string) => void;
  /** Anything at all was heard, pings included: the link is alive. */
  readonly heard: () => void;
  /** Once; after it nothing more comes. 1006 when the peer vanished, or was never reached: why, as far as the network told. */
  readonly closed: (code: number, reason: string, failure?: NetworkFailure) => void;
}

export interface Socket {
  /** Drops the frame when the socket is no longer open. */
  readonly send: (frame: string) => void;
  /** Lets go at once: `closed` follows without waiting for the peer. */
  readonly close: (code: number, reason: string) => void;
}

export interface Sockets {
  /** Never throws: a connection that cannot be made is `closed`. */
  readonly open: (url: string, subprotocol: string, listener: SocketListener) => Socket;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  readonly timeoutMs: number;
  /** More than this is refused, not buffered. */
  readonly maxBytes: number;
}

/** `unreachable`: no answer (network, time-out, too large); redirects are not followed. */
export type HttpAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly kind: 'unreachable'; readonly message: string; readonly failure?: NetworkFailure };

export interface Http {
  /** Never throws. */
  readonly request: (request: HttpRequest) => Promise<HttpAnswer>;
}

/** Ed25519; keys and signatures are base64url of the raw bytes (32, 32 and 64). */
export interface Keys {
  readonly createPair: () => { readonly publicKey: string; readonly privateKey: string };
  readonly sign: (privateKey: string, text: string) => string;
}

export const RECORD_KINDS = [
  'identity',
  /** The identity's person a second time: a record that is lost must not make their mail nobody's. */
  'owner',
  'position',
  'continuity-event',
  'standing',
  'clock',
  'profile',
  'mode',
  'ledger',
  'notice',
  'receipt',
  'outbox',
  'outbox-message',
  'draft',
  'draft-file',
  'further-account',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface RecordChange {
  readonly kind: RecordKind;
  readonly id: string;
  /** JSON; null removes the record. */
  readonly value: unknown;
}

/** Small, precious state: few records, each sealed; survives kill -9 and power loss. */
export interface Records {
  /** All records of a kind, id to value; a record that fails its seal is left out and reported through the log. */
  readonly read: (kind: RecordKind) => Promise<ReadonlyMap<string, unknown>>;
  /** All or nothing, and durable (fsync) when it resolves. Rejects with a `StoreError`. */
  readonly write: (changes: readonly RecordChange[]) => Promise<void>;
  /** Removes everything, keys included; afterwards the store is as new. */
  readonly wipe: () => Promise<void>;
}

/** A disk that refuses; the device goes on switching modes. */
export class StoreError extends Error {
  readonly code: 'disk-full' | 'disk-error';
  constructor(code: 'disk-full' | 'disk-error', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/** A message as the sync hands it to the cache. */
export interface CachedMail {
  readonly id: string;
  readonly threadId: string;
  readonly mailbox: 'inbox' | 'sent' | 'drafts' | 'other';
  readonly receivedAt: string;
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly preview: string;
  readonly unread: boolean;
  readonly flagged: boolean;
  readonly hasAttachment: boolean;
  readonly list: string | null;
  readonly size: number;
  readonly messageId: string | null;
  /** For the search index; not shown. */
  readonly text: string;
}

export interface MailQuery {
  readonly mailbox: 'inbox' | 'sent';
  readonly unreadOnly: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface MailFlags {
  readonly id: string;
  readonly unread: boolean;
  readonly flagged: boolean;
  readonly mailbox: CachedMail['mailbox'];
}

export interface MailCounts {
  readonly messages: number;
  readonly unread: number;
  readonly bytes: number;
}

/** The five-day cache of one account: sealed raw files beside an encrypted index (dependencies, first decision). */
export interface MailStore {
  /** Adds or replaces a batch, raw bytes first, index after; resumable at any point. Rejects with a `StoreError`. */
  readonly put: (batch: readonly { readonly mail: CachedMail; readonly raw: Uint8Array }[]) => Promise<void>;
  readonly setFlags: (changes: readonly MailFlags[]) => Promise<void>;
  /** In chunks, so that nothing is held up (C4). Ids that are not there are fine. */
  readonly remove: (ids: readonly string[]) => Promise<void>;
  /** Ids received before the instant: what the window has left behind. */
  readonly idsBefore: (receivedAt: string) => Promise<readonly string[]>;
  readonly ids: () => Promise<ReadonlySet<string>>;
  readonly list: (
    query: MailQuery,
  ) => Promise<{ readonly rows: readonly StoredRow[]; readonly total: number }>;
  /** Newest first; every word is a prefix. */
  readonly search: (text: string, limit: number) => Promise<readonly StoredRow[]>;
  readonly row: (id: string) => Promise<StoredRow | null>;
  /** null when it is not cached or its seal is broken (it is then dropped from the index, to be fetched again). */
  readonly raw: (id: string) => Promise<Uint8Array | null>;
  readonly counts: () => Promise<MailCounts>;
  /** Where the sync stands: opaque to the store, written with the batch that it follows. */
  readonly syncState: () => Promise<string | null>;
  readonly setSyncState: (state: string | null) => Promise<void>;
  readonly wipe: () => Promise<void>;
}

/** A row as a store has it: whose mailbox it is in is for others to know. */
export type StoredRow = Omit<MailRow, 'delegateOf'>;

/** What parsing makes of a raw message; the rest of the view is in the index. */
export type MailReading = Omit<MailView, 'id' | 'receivedAt' | 'delegateOf'>;

export interface MailPartBytes {
  readonly bytes: Uint8Array;
  /** Already safe to use as a file's name. */
  readonly fileName: string;
  readonly mediaType: string;
}

/** Parses untrusted mail apart from everything else, within limits of time and memory (security, "Showing HTML mail"). */
export interface MailParser {
  /** Never rejects: what cannot be parsed has an `unreadable` body (G27). */
  readonly read: (raw: Uint8Array) => Promise<MailReading>;
  /** The part with this index among the reading's attachments; null when there is none. */
  readonly part: (raw: Uint8Array, index: number) => Promise<MailPartBytes | null>;
  /** Lets go of the worker; `read` and `part` are not called afterwards. */
  readonly stop: () => Promise<void>;
}

export interface WrittenFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A message as it is to be written. */
export interface MailToWrite {
  /** Without angle brackets, as are the references. */
  readonly messageId: string;
  readonly dateMs: number;
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Written too: the copy in Sent knows whom it went to. The service takes it out of what goes on. */
  readonly bcc: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  /** null: plain text only. */
  readonly html: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly files: readonly WrittenFile[];
}

/** Writes a message as the bytes that go out (RFC 5322, MIME). */
export interface MailWriter {
  readonly write: (mail: MailToWrite) => Promise<Uint8Array>;
}

export interface Notifier {
  /** Resolves once the notice is on screen; until then it counts as not shown (G17). Rejects when nothing can show it now. */
  readonly show: (notice: Notice) => Promise<void>;
}

export type PowerSignal = 'wake' | 'network-up' | 'unlock';

export interface Power {
  readonly subscribe: (listener: (signal: PowerSignal) => void) => Stop;
}

export interface Log {
  /** Never with mail, keys, tokens or addresses in `fields`. */
  readonly write: (
    level: 'info' | 'warn' | 'error',
    message: string,
    fields?: Readonly<Record<string, unknown>>,
  ) => void;
}

/** Named places where tests kill the process (guarantees, "Crash points"). */
export type CrashPoint =
  | 'recv-before-persist'
  | 'persisted-before-ack'
  | 'acked-before-apply'
  | 'applied-before-show'
  | 'shown-before-mark'
  /** Durable in the outbox, and the person has not been told. */
  | 'outbox-inserted-before-ui'
  /** The service has it, and its answer was not read. */
  | 'sent-before-result'
  /** The answer was read, and is not on disk. */
  | 'result-before-mark'
  | 'config-tmp-written'
  | 'config-renamed'
  | `migration-step-${number}`;

export interface DevicePorts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly sockets: Sockets;
  readonly http: Http;
  readonly keys: Keys;
  readonly records: Records;
  readonly kept: KeptWriting;
  /** The person's own cache. Wiping it wipes the further ones too. */
  readonly mail: MailStore;
  /** The cache of a further account, opened when it is first used; wiping it leaves the others alone. */
  readonly furtherMail: (accountId: string) => MailStore;
  readonly parser: MailParser;
  readonly writer: MailWriter;
  readonly notifier: Notifier;
  readonly power: Power;
  readonly log: Log;
  /** Does nothing unless armed. */
  readonly crashPoint: (name: CrashPoint) => void;
}
