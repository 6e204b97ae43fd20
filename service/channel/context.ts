/** What the parts of one channel share. */
import type { IncomingMessage } from 'node:http';
import type { CrashPoint } from '../crash-point.ts';
import type { AttemptLimits } from './attempt-limits.ts';
import type { ChannelCounters } from './counters.ts';
import type { DeadlineWheel } from './deadline-wheel.ts';
import type { DeviceProofs } from './device-proof.ts';
import type { DeviceRoll } from './device-roll.ts';
import type { Gate } from './gate.ts';
import type { Hub } from './hub.ts';
import type { ChannelLimits } from './limits.ts';
import type { Link } from './link.ts';
import type { LinkSignal } from './link-state.ts';
import type { Passage } from './passage.ts';
import type {
  AccessTokens,
  ChannelChance,
  ChannelLog,
  DeviceRecords,
  LinkFaults,
  ServiceClock,
  StrangerPlaces,
  Truth,
} from './ports.ts';

export interface ChannelPorts {
  readonly truth: Truth;
  readonly records: DeviceRecords;
  readonly tokens: AccessTokens;
  readonly clock: ServiceClock;
  readonly chance: ChannelChance;
  readonly log: ChannelLog;
  /** null: not a lab. */
  readonly faults: LinkFaults | null;
  readonly limits: ChannelLimits;
  readonly strangers: StrangerPlaces;
  /** Whom limits and logs take a connection to be from. */
  readonly clientAddress: (request: IncomingMessage) => string;
  /** Whether an upgrade is for this service by the name that it asks for. */
  readonly knowsHost: (request: Pick<IncomingMessage, 'headers' | 'socket'>) => boolean;
  /** The address that devices are to dial, no slash at the end; null: whichever they ask for. */
  readonly publicUrl: string | null;
  readonly crashPoint: CrashPoint;
}

export interface ChannelContext extends ChannelPorts {
  readonly counters: ChannelCounters;
  readonly proofs: DeviceProofs;
  readonly attempts: AttemptLimits;
  readonly gate: Gate;
  readonly wheel: DeadlineWheel<Link>;
  readonly roll: DeviceRoll;
  readonly hub: Hub;
  readonly passage: Passage;
  readonly signal: (link: Link, signal: LinkSignal) => void;
  /** A finished frame to a device: drops it when the link is no longer open, ends a link that does not read. */
  readonly send: (link: Link, frame: Buffer) => void;
}
