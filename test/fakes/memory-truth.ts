/** The service's truth in memory, with the hands that change it; passes the same contract as the real adapter. */
import type { CommittedChange } from '../../service/committed-change.ts';
import type { CatchUp, PersonStanding, RegisteredDevice, Truth } from '../../service/channel/ports.ts';
import { statusAt } from '../../shared/domain/continuity-event.ts';
import type { DeviceEvent } from '../../shared/domain/device-event.ts';
import { fromMs, toMs } from '../../shared/domain/instant.ts';
import { windowStartMs } from '../../shared/domain/mail-window.ts';
import { createEmitter } from '../../shared/lib/emitter.ts';
import type { TruthHarness } from '../contract/truth.contract.ts';

interface KnownPerson {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  disasterRecovery: boolean;
  readonly groupIds: Set<string>;
  readonly mayRead: string[];
}

/** One revision of the past: which event it touched with its groups, or whose standing. */
type Entry =
  | {
      readonly kind: 'event';
      readonly revision: number;
      readonly eventId: string;
      readonly groupIds: readonly string[];
    }
  | {
      readonly kind: 'standing';
      readonly revision: number;
      readonly userId: string;
      readonly groupId: string | null;
    };

export interface MemoryTruth extends TruthHarness {
  /** As after a restore from a backup. */
  readonly renewEpoch: () => void;
  /** Forgets what happened before now, so that older positions need a snapshot. */
  readonly forgetPast: () => void;
  readonly announce: (change: CommittedChange) => void;
  /** Calls of each reading, for counting queries. */
  readonly reads: { count: number };
}

export function createMemoryTruth(nowMs: number): MemoryTruth {
  const groups = new Map<string, string>();
  const people = new Map<string, KnownPerson>();
  const devices = new Map<string, RegisteredDevice>();
  const events = new Map<string, DeviceEvent>();
  const changes = createEmitter<CommittedChange>();
  const reads = { count: 0 };
  let log: Entry[] = [];
  let epoch = 1;
  let revision = 0;
  let forgotten = 0;
  let lastId = 0;

  const newId = (kind: string): string => `${kind}-${String((lastId += 1))}`;
  const personOf = (userId: string): KnownPerson => {
    const person = people.get(userId);
    if (person === undefined) throw new Error(`no person ${userId}`);
    return person;
  };
  const putEvent = (eventId: string, event: DeviceEvent | null): void => {
    const former = events.get(eventId)?.affectedGroupId ?? null;
    if (event === null) events.delete(eventId);
    else events.set(eventId, event);
    revision += 1;
    const moved = former !== null && former !== event?.affectedGroupId;
    const groupIds = [former, event?.affectedGroupId ?? null].filter((id) => id !== null);
    log.push({ kind: 'event', revision, eventId, groupIds });
    changes.emit({
      kind: 'continuity-event',
      revision,
      eventId,
      event,
      formerGroupId: moved ? former : null,
    });
  };
  const moveStanding = (userId: string, groupId: string | null): void => {
    revision += 1;
    log.push({ kind: 'standing', revision, userId, groupId });
    changes.emit({ kind: 'standing', revision, userIds: [userId] });
  };
  const standingOf = (userId: string): PersonStanding | null => {
    const person = people.get(userId);
    if (person === undefined) return null;
    const { id, email, displayName, disasterRecovery, groupIds, mayRead } = person;
    const memberships = [...groupIds].map((groupId) => ({
      id: groupId,
      name: groups.get(groupId) ?? '',
      lastSyncAt: null,
    }));
    return {
      user: { id, email, displayName },
      standing: { permissions: { disasterRecovery }, groups: memberships, passwordReset: 'never' },
      accountIds: [id, ...mayRead],
    };
  };
  const isOf = (event: DeviceEvent, userId: string, atMs: number): boolean =>
    people.get(userId)?.groupIds.has(event.affectedGroupId) === true &&
    (statusAt(event, atMs) !== 'expired' || event.end === null || toMs(event.end) >= windowStartMs(atMs));

  const changesSince = (userId: string, since: number, atMs: number): CatchUp | null => {
    if (since > revision || since < forgotten) return null;
    const later = log.filter((entry) => entry.revision > since);
    const own = later.filter((entry) => entry.kind === 'standing' && entry.userId === userId);
    const movedGroups = own.flatMap((entry) => (entry.kind === 'standing' ? [entry.groupId] : []));
    const touched = new Map<string, number>();
    for (const entry of later) {
      if (entry.kind === 'event') {
        const known = entry.groupIds.some(
          (id) => personOf(userId).groupIds.has(id) || movedGroups.includes(id),
        );
        if (known) touched.set(entry.eventId, entry.revision);
      } else if (entry.userId === userId) {
        for (const event of events.values()) {
          if (event.affectedGroupId === entry.groupId) touched.set(event.id, entry.revision);
        }
      }
    }
    const changedEvents: CatchUp['changedEvents'][number][] = [];
    const goneEvents: CatchUp['goneEvents'][number][] = [];
    for (const [eventId, at] of touched) {
      const event = events.get(eventId);
      if (event !== undefined && isOf(event, userId, atMs)) changedEvents.push({ revision: at, event });
      else goneEvents.push({ revision: at, eventId, reason: goneReason(event, movedGroups) });
    }
    return { changedEvents, goneEvents, standingRevision: own.at(-1)?.revision ?? null };
  };

  const read = <Value>(value: Value): Promise<Value> => {
    reads.count += 1;
    return Promise.resolve(value);
  };
  const truth: Truth = {
    serviceId: 'service-under-test',
    position: () => read({ epoch: `epoch-${String(epoch)}`, revision }),
    device: (deviceId) => read(devices.get(deviceId) ?? null),
    standingOf: (userId) => read(standingOf(userId)),
    eventsOf: (userId, atMs) => read([...events.values()].filter((event) => isOf(event, userId, atMs))),
    changesSince: (userId, since, atMs) => read(changesSince(userId, since, atMs)),
    subscribe: changes.subscribe,
  };
  return {
    truth,
    nowMs,
    reads,
    announce: changes.emit,
    renewEpoch: () => (epoch += 1),
    forgetPast() {
      forgotten = revision;
      log = [];
    },
    async addGroup(name) {
      const groupId = newId('group');
      groups.set(groupId, name);
      return groupId;
    },
    async addPerson({ groupIds, ...person }) {
      const id = newId('person');
      people.set(id, { ...person, id, groupIds: new Set(groupIds), mayRead: [] });
      return id;
    },
    async addDevice(userId, publicKey) {
      const id = newId('device');
      devices.set(id, { id, userId, publicKey, revoked: false });
      return id;
    },
    async revokeDevice(deviceId) {
      const device = devices.get(deviceId);
      if (device === undefined) throw new Error(`no device ${deviceId}`);
      devices.set(deviceId, { ...device, revoked: true });
      changes.emit({ kind: 'device-revoked', deviceId });
    },
    async addEvent({ description, groupId, startMs, endMs }) {
      const id = newId('event');
      putEvent(id, newEvent({ id, description, groupId, startMs, endMs }));
      return id;
    },
    async changeEvent(eventId, { description, groupId }) {
      const event = events.get(eventId);
      if (event === undefined) throw new Error(`no event ${eventId}`);
      putEvent(eventId, {
        ...event,
        description: description ?? event.description,
        affectedGroupId: groupId ?? event.affectedGroupId,
        version: event.version + 1,
      });
    },
    async deleteEvent(eventId) {
      putEvent(eventId, null);
    },
    async setMember(groupId, userId, member) {
      if (member) personOf(userId).groupIds.add(groupId);
      else personOf(userId).groupIds.delete(groupId);
      moveStanding(userId, groupId);
    },
    async setDisasterRecovery(userId, allowed) {
      personOf(userId).disasterRecovery = allowed;
      moveStanding(userId, null);
    },
    async letRead(readerId, accountId) {
      personOf(readerId).mayRead.push(accountId);
      moveStanding(readerId, null);
    },
    async close() {
      people.clear();
    },
  };
}

function goneReason(event: DeviceEvent | undefined, movedGroups: readonly (string | null)[]): string {
  if (event === undefined) return 'deleted';
  return movedGroups.includes(event.affectedGroupId) ? 'not-in-affected-group' : 'group-changed';
}

export function newEvent(of: {
  readonly id: string;
  readonly description: string;
  readonly groupId: string;
  readonly startMs: number;
  readonly endMs: number | null;
}): DeviceEvent {
  return {
    id: of.id,
    description: of.description,
    affectedGroupId: of.groupId,
    outlookContinuity: true,
    cloudPasswordReset: 'never',
    expandDistributionLists: false,
    pauseInboundDelivery: false,
    timeZone: 'Europe/London',
    start: fromMs(of.startMs),
    end: of.endMs === null ? null : fromMs(of.endMs),
    startMessage: 'Use the companion.',
    endMessage: 'Back to normal.',
    version: 1,
    recovering: false,
    recovery: null,
  };
}
