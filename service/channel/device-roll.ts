/** Which connection speaks for which device: at most one each, the newest (close code 4009); and which devices poll instead. */
import { createEmitter } from '../../shared/lib/emitter.ts';
import { POLLED_FOR_MS } from '../../shared/protocol/timing.ts';
import { createDeadlineWheel } from './deadline-wheel.ts';
import { isOnline, type Link } from './link.ts';
import type { DeviceLink, LiveDevices, ServiceClock } from './ports.ts';

export interface DeviceRoll {
  /** Returns the older connection of the same device, which has to go. */
  readonly adopt: (deviceId: string, link: Link) => Link | null;
  readonly release: (deviceId: string, link: Link) => void;
  readonly linkOf: (deviceId: string) => Link | null;
  /** It was told the truth over HTTP, because its channel cannot be opened. */
  readonly polled: (deviceId: string) => void;
  /** It is nobody's any more: what it asked for before counts no longer. */
  readonly revoked: (deviceId: string) => void;
  /** The device is online, or has told something of itself. */
  readonly moved: (deviceId: string) => void;
  readonly live: LiveDevices;
  readonly stop: () => void;
}

export function createDeviceRoll(
  clock: Pick<ServiceClock, 'nowMs' | 'monotonicMs' | 'schedule'>,
): DeviceRoll {
  const links = new Map<string, Link>();
  /** When each last polled; let go of by the wheel. */
  const lastPolls = new Map<string, { readonly atMs: number; readonly monotonicMs: number }>();
  const moves = createEmitter<string>();
  const polls = createDeadlineWheel<string>(clock, (deviceId) => {
    lastPolls.delete(deviceId);
    moves.emit(deviceId);
  });
  const linkOf = (deviceId: string): Link | null => links.get(deviceId) ?? null;
  const forgetPoll = (deviceId: string): void => {
    polls.clear(deviceId);
    lastPolls.delete(deviceId);
  };
  const link = (deviceId: string): DeviceLink => {
    const open = linkOf(deviceId);
    if (open !== null && isOnline(open)) return { state: 'online', sinceMs: open.onlineSinceMs };
    const poll = lastPolls.get(deviceId);
    return poll === undefined ? { state: 'offline' } : { state: 'polling', polledAtMs: poll.atMs };
  };
  return {
    linkOf,
    polled(deviceId) {
      const monotonicMs = clock.monotonicMs();
      lastPolls.set(deviceId, { atMs: clock.nowMs(), monotonicMs });
      polls.set(deviceId, monotonicMs + POLLED_FOR_MS);
      moves.emit(deviceId);
    },
    revoked: forgetPoll,
    moved: moves.emit,
    adopt(deviceId, opened) {
      const older = linkOf(deviceId);
      links.set(deviceId, opened);
      forgetPoll(deviceId);
      return older;
    },
    release(deviceId, ended) {
      if (linkOf(deviceId) !== ended) return;
      links.delete(deviceId);
      // A poll that was under way as the connection came says nothing of now; one that came after its last word does.
      if ((lastPolls.get(deviceId)?.monotonicMs ?? 0) <= ended.heardMs) forgetPoll(deviceId);
      moves.emit(deviceId);
    },
    live: {
      link,
      onlineCount: () => [...links.values()].filter(isOnline).length,
      pollingCount: () => [...lastPolls.keys()].filter((id) => link(id).state === 'polling').length,
      subscribe: moves.subscribe,
    },
    stop: polls.stop,
  };
}
