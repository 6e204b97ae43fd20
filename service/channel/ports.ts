/** What the device channel needs from the rest of the service; the real adapter and its fake pass one contract suite. */
import type { DeviceEvent } from '../../shared/domain/device-event.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Authenticate } from '../../shared/protocol/messages/authenticate.ts';
import type { Standing } from '../../shared/protocol/messages/parts.ts';
import type { Receipt } from '../../shared/protocol/messages/receipt.ts';
import type { Report } from '../../shared/protocol/messages/report.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { CommittedChange } from '../committed-change.ts';

/** Service time: steerable in lab mode, the same everywhere in the process. */
export interface ServiceClock {
  readonly nowMs: () => number;
  /** Monotonic, for time-outs and heartbeats; never steered. */
  readonly monotonicMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
}

export interface RegisteredDevice {
  readonly id: string;
  readonly userId: string;
  /** 32 raw bytes, base64url. */
  readonly publicKey: string;
  readonly revoked: boolean;
  /** It has signed the address that it dialled, and a proof without that is not its own any more; absent: it has not. */
  readonly bound?: boolean;
}

/** A person as a device of theirs is told, as of a revision. */
export interface PersonStanding {
  readonly user: Person;
  readonly standing: Standing;
  /** Own mailbox (its id is the person's id) and those the person may read: whose `mailbox` hints a device gets. */
  readonly accountIds: readonly string[];
}

/** What changed for a person since a revision, in the order of revisions; `gone` also for events the device may never have known. */
export interface CatchUp {
  readonly changedEvents: readonly { readonly revision: number; readonly event: DeviceEvent }[];
  readonly goneEvents: readonly {
    readonly revision: number;
    readonly eventId: string;
    readonly reason: string;
  }[];
  /** The revision at which the standing last changed, or null when it did not. */
  readonly standingRevision: number | null;
}

export interface Position {
  readonly epoch: string;
  readonly revision: number;
}

/** The truth that devices receive. All reads of one call see one revision. */
export interface Truth {
  readonly serviceId: string;
  readonly position: () => Promise<Position>;
  readonly device: (deviceId: string) => Promise<RegisteredDevice | null>;
  /** null: there is no such person any more. */
  readonly standingOf: (userId: string) => Promise<PersonStanding | null>;
  /** Events Pending, Current, and Expired in the last five days, of the person's groups. */
  readonly eventsOf: (userId: string, nowMs: number) => Promise<readonly DeviceEvent[]>;
  /** null: that revision is no longer (or not yet) known, send a snapshot. */
  readonly changesSince: (userId: string, revision: number, nowMs: number) => Promise<CatchUp | null>;
  readonly subscribe: (listener: (change: CommittedChange) => void) => Stop;
}

/** What a device says of itself when it connects. */
export type DeviceFacts = Pick<Authenticate, 'appVersion' | 'signedIn' | 'cachedMode'> & {
  /** It signed the address that it dialled. */
  readonly bound: boolean;
};

/** What devices tell; durable when it resolves, so that an ack may follow. */
export interface DeviceRecords {
  /** At every connection: the same facts again should cost no write, or a reconnect storm is one of the disk too. */
  readonly saveFacts: (deviceId: string, facts: DeviceFacts, atMs: number) => Promise<void>;
  readonly saveReport: (deviceId: string, report: Report, atMs: number) => Promise<void>;
  /** The same receipt id twice is recorded once. */
  readonly saveReceipt: (deviceId: string, receipt: Receipt, atMs: number) => Promise<void>;
}

/** Bearer tokens for JMAP, of a device and its person, at most ten minutes. */
export interface AccessTokens {
  readonly issue: (
    device: { readonly id: string; readonly userId: string },
    nowMs: number,
  ) => Promise<{
    readonly accessToken: string;
    readonly expiresAtMs: number;
  }>;
}

/** How a device can be reached at this moment; service time. */
export type DeviceLink =
  | { readonly state: 'online'; readonly sinceMs: number }
  /** Its channel cannot be opened, and it asked over HTTP within `POLLED_FOR_MS`. */
  | { readonly state: 'polling'; readonly polledAtMs: number }
  | { readonly state: 'offline' };

/** The live view of connections, for `GET /devices` and metrics. */
export interface LiveDevices {
  readonly link: (deviceId: string) => DeviceLink;
  readonly onlineCount: () => number;
  readonly pollingCount: () => number;
  /** A device came, went, or told something of itself. */
  readonly subscribe: (listener: (deviceId: string) => void) => Stop;
}

/** Randomness, a port so that a test can foresee it. */
export interface ChannelChance {
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  /** 32 unguessable bytes, base64url. */
  readonly nonce: () => string;
  readonly id: () => string;
}

export interface ChannelLog {
  /** Never with keys, tokens, signatures or addresses of people in `fields`. */
  readonly write: (
    level: 'info' | 'warn' | 'error',
    message: string,
    fields?: Readonly<Record<string, unknown>>,
  ) => void;
}

/** What the lab does to the links of a device or group (product 8). */
export type LinkFault =
  /** Each frame, either way, is lost with this probability. */
  | { readonly kind: 'drop'; readonly probability: number }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Links break, and new ones break as soon as the device is known. */
  | { readonly kind: 'cut' }
  /** Nothing passes, and neither side is told. */
  | { readonly kind: 'half-open' };

/** Only with `--lab`. */
export interface LinkFaults {
  readonly faultOf: (deviceId: string, groupIds: ReadonlySet<string>) => LinkFault | null;
  /** Something was set or taken away. */
  readonly subscribe: (listener: () => void) => Stop;
}

/** The places of connections that have not proven who they are, by what is below `ws`. */
export interface StrangerPlaces {
  /** Its proof is being looked at: it is not sent away for being slow. */
  readonly beingProven: (socket: object) => void;
  /** It is a device: the place is another's. */
  readonly leave: (socket: object) => void;
}
