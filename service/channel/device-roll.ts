/** Which connection speaks for which device: at most one each, the newest (close code 4009). */
import { isOnline, type Link } from './link.ts';
import { createEmitter } from '../../shared/lib/emitter.ts';
import type { LiveDevices } from './ports.ts';

export interface DeviceRoll {
  /** Returns the older connection of the same device, which has to go. */
  readonly adopt: (deviceId: string, link: Link) => Link | null;
  readonly release: (deviceId: string, link: Link, nowMs: number) => void;
  readonly linkOf: (deviceId: string) => Link | null;
  /** The device is online, or has told something of itself. */
  readonly moved: (deviceId: string) => void;
  readonly live: LiveDevices;
}

export function createDeviceRoll(): DeviceRoll {
  const links = new Map<string, Link>();
  /** One number for each device ever connected: registered devices, so bounded. */
  const offlineSinceMs = new Map<string, number>();
  const moves = createEmitter<string>();
  const linkOf = (deviceId: string): Link | null => links.get(deviceId) ?? null;
  return {
    linkOf,
    moved: moves.emit,
    adopt(deviceId, link) {
      const older = linkOf(deviceId);
      links.set(deviceId, link);
      return older;
    },
    release(deviceId, link, nowMs) {
      if (linkOf(deviceId) !== link) return;
      links.delete(deviceId);
      offlineSinceMs.set(deviceId, nowMs);
      moves.emit(deviceId);
    },
    live: {
      link(deviceId) {
        const link = linkOf(deviceId);
        if (link !== null && isOnline(link)) return { state: 'online', sinceMs: link.onlineSinceMs };
        return { state: 'offline', sinceMs: offlineSinceMs.get(deviceId) ?? null };
      },
      onlineCount: () => [...links.values()].filter(isOnline).length,
      subscribe: moves.subscribe,
    },
  };
}
