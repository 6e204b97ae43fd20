/** The device channel: a façade that puts its parts together (interfaces 3). */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Stop } from '../../shared/lib/emitter.ts';
import { NO_CRASH_POINTS } from '../../shared/lib/crash-point.ts';
import type { CrashPoint } from '../crash-point.ts';
import { createAttemptLimits, type AttemptLimits } from './attempt-limits.ts';
import type { ChannelContext, ChannelPorts } from './context.ts';
import { createCounters, type ChannelCounters } from './counters.ts';
import { createDeadlineWheel } from './deadline-wheel.ts';
import { createDeviceProofs, type DeviceProofs } from './device-proof.ts';
import { createDeviceRoll } from './device-roll.ts';
import { createDoor, type Door } from './door.ts';
import { createGate } from './gate.ts';
import { createHub } from './hub.ts';
import { CHANNEL_LIMITS, type ChannelLimits } from './limits.ts';
import { createLinkSet, type LinkSet } from './link-set.ts';
import { noteMisdialled } from './note-misdialled.ts';
import { lookAt, sendFrame, signalLink } from './link-driver.ts';
import { remoteAddressOf, type Link } from './link.ts';
import { createPassage } from './passage.ts';
import type { ChannelChance, LinkFaults, LiveDevices, StrangerPlaces } from './ports.ts';

export type ChannelDeps = Pick<ChannelPorts, 'truth' | 'records' | 'tokens' | 'clock' | 'log'> & {
  readonly chance?: ChannelChance;
  readonly limits?: Partial<ChannelLimits>;
  /** Absent: connections come from elsewhere, and are counted there. */
  readonly strangers?: StrangerPlaces;
  /** Whether an upgrade is for this service by the name that it asks for. Absent: any name. */
  readonly knowsHost?: ChannelContext['knowsHost'];
  /** Absent: none is set. */
  readonly publicUrl?: string | null;
  /** Only in a lab. */
  readonly faults?: LinkFaults;
  readonly crashPoint?: CrashPoint;
  /** Absent: that of the peer. */
  readonly clientAddress?: ChannelPorts['clientAddress'];
  /** Absent: Ed25519, in the thread pool. */
  readonly proofs?: DeviceProofs;
};

export interface Channel {
  /** Takes the server's upgrades; a server that listens should have a backlog of 4096 (R1). */
  readonly attach: (server: Server) => void;
  /** Takes a connection that is open already, whatever carries it. */
  readonly accept: Door['accept'];
  readonly live: LiveDevices;
  readonly counters: Readonly<ChannelCounters>;
  /** The device was told the truth by the poll fallback. */
  readonly polled: (deviceId: string) => void;
  /** The device told something of itself, on whatever way. */
  readonly moved: (deviceId: string) => void;
  /** The same check for the poll fallback, with the same kept keys and the same counts. */
  readonly proofs: DeviceProofs;
  readonly attempts: AttemptLimits;
  /** Takes nobody in any more, sends everyone away with 1012 and a time to come back; resolves when all are gone (G44). */
  readonly drain: () => Promise<void>;
  /** Lets go of everything at once. */
  readonly stop: Stop;
}

const UNCOUNTED: StrangerPlaces = { beingProven: () => undefined, leave: () => undefined };

const CHANCE: ChannelChance = {
  uniform: () => Math.random(),
  nonce: () => randomBytes(32).toString('base64url'),
  id: () => randomUUID(),
};

export function createChannel(deps: ChannelDeps): Channel {
  const links = createLinkSet();
  const context = createContext(deps, links);
  const door = createDoor(context, links);
  const unsubscribe = deps.truth.subscribe((change) => {
    if (change.kind === 'device-revoked') context.roll.revoked(change.deviceId);
    context.hub.apply(change);
  });
  return {
    attach: door.attach,
    accept: door.accept,
    live: context.roll.live,
    counters: context.counters,
    polled: context.roll.polled,
    moved: context.roll.moved,
    proofs: context.proofs,
    attempts: context.attempts,
    async drain() {
      door.close();
      await links.drain(context);
    },
    stop() {
      unsubscribe();
      door.stop();
      context.wheel.stop();
      context.roll.stop();
      context.passage.stop();
      links.terminate();
    },
  };
}

function createContext(deps: ChannelDeps, links: LinkSet): ChannelContext {
  const {
    chance = CHANCE,
    faults = null,
    strangers = UNCOUNTED,
    crashPoint = NO_CRASH_POINTS,
    proofs,
    ...given
  } = deps;
  const { knowsHost = (): boolean => true } = deps;
  const { limits: changed, clientAddress = remoteAddressOf, ...ports } = given;
  const limits = { ...CHANNEL_LIMITS, ...changed };
  const roll = createDeviceRoll(ports.clock);
  const signal: ChannelContext['signal'] = (link, given) => signalLink(context, link, given);
  const send: ChannelContext['send'] = (link, frame) => sendFrame(context, link, frame);
  const wheel = createDeadlineWheel<Link>(ports.clock, (link) => lookAt(context, link));
  const renewSoon = (link: Link): void => {
    link.renewAtMs = ports.clock.monotonicMs();
    wheel.set(link, link.renewAtMs);
  };
  const context: ChannelContext = {
    ...ports,
    chance,
    strangers,
    faults,
    knowsHost,
    crashPoint,
    clientAddress,
    limits,
    publicUrl: deps.publicUrl ?? null,
    roll,
    wheel,
    signal,
    send,
    counters: createCounters(),
    proofs: proofs ?? createDeviceProofs(ports.truth, (facts) => noteMisdialled(context, facts)),
    attempts: createAttemptLimits(limits),
    gate: createGate(limits.handshakesInFlight),
    hub: createHub({ clock: ports.clock, crashPoint, signal, send, linkOf: roll.linkOf, renewSoon }),
    passage: createPassage({ faults, clock: ports.clock, chance, links: links.all }),
  };
  return context;
}
