/** Thousands of light devices that come back as the product's devices do, and that follow an event: how long each takes. */
import { systemClock } from '../../electron/adapters/system-clock.ts';
import { backoffDelayMs } from '../../shared/lib/backoff.ts';
import { RECONNECT } from '../../shared/protocol/timing.ts';
import type { LightDevice } from './light-device.ts';
import { addEvent } from './organisation.ts';
import type { ServiceProcess } from './process-rig.ts';

/** When each is back, by the monotonic clock in milliseconds; each tries again with the product's own backoff (G32). */
export function allBack(devices: readonly LightDevice[], url: string): Promise<readonly number[]> {
  return Promise.all(
    devices.map(async (device) => {
      for (let attempt = 0; ; attempt += 1) {
        const delayMs = backoffDelayMs(RECONNECT, attempt, Math.random());
        await new Promise<void>((resolve) => void systemClock.schedule(delayMs, resolve));
        const isBack = await device.connect(url).then(
          () => true,
          () => false,
        );
        if (isBack) return performance.now();
      }
    }),
  );
}

/** Milliseconds from the request until each device is in DR (G1); afterwards the event is over and all are in normal mode. */
export async function timesToDr(
  { admin }: ServiceProcess,
  groupId: string,
  devices: readonly LightDevice[],
): Promise<readonly number[]> {
  const askedAtMs = performance.now();
  const inMode = (mode: 'normal' | 'dr') => (device: LightDevice) =>
    device.until(() => device.mode() === mode).then(() => performance.now());
  const inDr = Promise.all(devices.map(inMode('dr')));
  const eventId = await addEvent({ admin }, groupId);
  const times = (await inDr).map((atMs) => atMs - askedAtMs);
  await admin('POST', `/events/${eventId}/end`);
  await Promise.all(devices.map(inMode('normal')));
  return times;
}
