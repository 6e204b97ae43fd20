/** The read model that the device publishes and the window shows; the window owns nothing (architecture, decision 4). */
import type { DraftRow, OutboxRow, UnsentRow } from './compose.ts';
import type { ConnectionMode } from '../domain/profile.ts';
import type { DeviceEvent, Recovery } from '../domain/device-event.ts';
import type { CloudPasswordReset } from '../domain/continuity-event.ts';
import type { Instant } from '../domain/instant.ts';
import type { Membership } from '../domain/group.ts';
import type { NetworkFailure } from '../domain/network-failure.ts';
import type { Notice } from '../domain/notice.ts';
import type { ParticipationReason } from '../domain/participation.ts';
import type { Permissions, Person } from '../domain/person.ts';

/** How the device's keys are protected at rest (product 3, Registration). */
export type KeyProtection =
  /** The operating system's secret store. */
  | 'os'
  /** A passphrase that the person typed (argon2id). */
  | 'passphrase'
  /** File permissions alone, agreed to. */
  | 'file'
  /** Nothing agreed yet: identity and mail live in memory until the app closes. */
  | 'memory';

export type SessionView =
  | {
      readonly state: 'signed-out';
      /** Why, when it was not the person who signed out. */
      readonly because: 'never-signed-in' | 'signed-out' | 'revoked' | 'keys-unreadable';
      readonly serviceUrl: string | null;
      /** The last address used, to fill in again; null after a wipe. */
      readonly email: string | null;
      /** Messages and drafts that wait here, sealed, for the person who signed out. */
      readonly kept: number;
      /** Those that went with a revocation. */
      readonly lost: readonly UnsentRow[];
    }
  /** What is kept needs the person's passphrase before anything can be read. */
  | { readonly state: 'locked'; readonly serviceUrl: string | null }
  | {
      readonly state: 'signed-in';
      readonly person: Person;
      readonly deviceId: string;
      readonly deviceName: string;
      readonly registeredAt: Instant;
      readonly serviceUrl: string;
      readonly serviceName: string;
      readonly protection: KeyProtection;
    };

/** Fine states inside, few words outside (house style 21). `polling` is the HTTP fallback while the channel is closed to us. */
export interface LinkView {
  readonly state: 'offline' | 'connecting' | 'online' | 'polling';
  /** Service time of the last frame or answer; null before the first. */
  readonly lastContactAt: Instant | null;
  readonly nextRetryAt: Instant | null;
  /** Since the last success. */
  readonly attempts: number;
  /** The last failure as a code with words in the UI's texts: `unreachable`, `not-authenticated`, `replaced`, `version-not-served`, `too-many-attempts`, `restarting`, `bad-frame`, `silent`. */
  readonly problem: string | null;
  /** What is in the way of an `unreachable` service, as far as the network told. */
  readonly failure: NetworkFailure | null;
}

/** A continuity event as the window shows it, with what this device makes of it. */
export interface EventView extends DeviceEvent {
  readonly participates: boolean;
  readonly reasons: readonly ParticipationReason[];
}

export interface ModeView {
  readonly mode: 'normal' | 'dr';
  /** Since when the device is in this mode, service time. */
  readonly since: Instant | null;
  /** Current events in which this device participates, oldest start first. */
  readonly participating: readonly EventView[];
  /** Current events in which only something that the person can mend stands in the way (`cached-mode-off`). */
  readonly blocked: readonly EventView[];
  readonly upcoming: readonly EventView[];
  /** In normal mode, what keeps the device out of Current events, each reason once and in the order of participation; else empty. */
  readonly reasons: readonly ParticipationReason[];
  readonly recovering: { readonly event: EventView; readonly recovery: Recovery } | null;
  /** Set while an Eternal event is on and the service was not heard for 24 hours: "last known state, n hours old". */
  readonly lastKnownAt: Instant | null;
  /** After waking, until the service was heard again, when the last contact is over a minute old (G4). */
  readonly checking: boolean;
}

export type CacheView =
  /** Cached mode is off, the person is signed out, or an administrator restricts caching to events. */
  | { readonly state: 'off' }
  | {
      readonly state: 'waiting' | 'syncing' | 'complete';
      readonly messages: number;
      readonly unread: number;
      readonly bytes: number;
      /** How many the service has in the window; null until known. */
      readonly expected: number | null;
      /** When it was last known complete, service time. */
      readonly completeAt: Instant | null;
      /** A code with words in the UI's texts: `disk-full`, `disk-error`, `service-unreachable`, `not-allowed`; null when fine. */
      readonly problem: string | null;
      /** Grows with every change of content, so that a list knows when to read again. */
      readonly generation: number;
    };

/** The mailbox of someone else that this person may read (product 4). */
export interface DelegatedMailbox {
  readonly accountId: string;
  /** Its person's. */
  readonly name: string;
  readonly cache: CacheView;
}

export interface DeviceSnapshot {
  readonly session: SessionView;
  readonly link: LinkView;
  readonly mode: ModeView;
  readonly standing: {
    readonly permissions: Permissions;
    readonly groups: readonly Membership[];
    readonly passwordReset: CloudPasswordReset;
  } | null;
  readonly profile: {
    readonly connectionMode: ConnectionMode;
    readonly cachedMode: boolean;
    readonly changedAt: Instant | null;
  };
  readonly cache: CacheView;
  /** By name. */
  readonly delegated: readonly DelegatedMailbox[];
  /** Newest first. */
  readonly notices: readonly Notice[];
  readonly outbox: {
    /** On their way, and not known to be with the service. */
    readonly queued: number;
    readonly sent: number;
    /** In the order of sending, the last that ended included. */
    readonly items: readonly OutboxRow[];
    /** Newest first. */
    readonly drafts: readonly DraftRow[];
  };
  readonly clock: {
    /** Service time minus the computer's wall clock; null while no service time is known. */
    readonly offsetMs: number | null;
    /** Service time when this snapshot was made. */
    readonly now: Instant;
  };
}
