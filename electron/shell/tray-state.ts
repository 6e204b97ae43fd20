/** What the tray icon says of the device: one of four states, and a line of words (experience, "Tray"). */
import type { WindowUpdate } from '../../shared/bridge/window-api.ts';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';

export const TRAY_STATES = ['normal', 'dr', 'unreachable', 'attention'] as const;
export type TrayState = (typeof TRAY_STATES)[number];

/** Drops shorter than this stay quiet (product 3, "Two indicators"). */
export const LINK_GRACE_MS = 10_000;

/**
 * What a person must do comes first: nothing else would be true for long without it. Then DR, which holds with or without a
 * link, then the lost link.
 */
export function trayState({ device, shell }: WindowUpdate): TrayState {
  if (shell.deviceProblem !== null) return 'attention';
  if (device === null) return 'normal';
  if (device.session.state !== 'signed-in' || device.mode.blocked.length > 0) return 'attention';
  if (device.mode.mode === 'dr') return 'dr';
  return linkIsLost(device) ? 'unreachable' : 'normal';
}

export function linkIsLost({ link, clock }: DeviceSnapshot): boolean {
  if (link.state === 'online' || link.state === 'polling') return false;
  // Before the first contact: lost as soon as one attempt has failed.
  if (link.lastContactAt === null) return link.attempts > 0;
  return Date.parse(clock.now) - Date.parse(link.lastContactAt) > LINK_GRACE_MS;
}
