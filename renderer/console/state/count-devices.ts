/** How a Current event stands on the devices it affects: the ring's numbers. */
import type { DeviceView } from '../../../shared/http/devices.ts';
import type { Impact } from '../../../shared/http/continuity-events.ts';

export interface DeviceCount {
  readonly inDr: number;
  /** It takes part, but the service has not heard of it; a device that knew the event in advance may be in DR. */
  readonly notReachable: number;
  /** Linked, and on its way. */
  readonly switching: number;
  /** Registered, and something stands in the way. */
  readonly cannot: number;
  readonly total: number;
}

export function countDevices(impact: Impact, devices: readonly DeviceView[]): DeviceCount {
  const byId = new Map(devices.map((device) => [device.id, device]));
  let inDr = 0;
  let notReachable = 0;
  let switching = 0;
  for (const { deviceId } of impact.participants) {
    const device = byId.get(deviceId);
    if (device?.link !== 'online') notReachable += 1;
    else if (device.mode === 'dr') inDr += 1;
    else switching += 1;
  }
  const cannot = impact.nonParticipants.filter(({ deviceId }) => deviceId !== undefined).length;
  return { inDr, notReachable, switching, cannot, total: impact.participants.length + cannot };
}
