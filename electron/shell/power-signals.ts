/** Turns what the system says about sleep, lock and network into the device's three signals. */
import type { PowerMonitor } from 'electron';
import type { PowerSignal } from '../device/ports.ts';
import type { Stop } from '../../shared/lib/emitter.ts';

export interface PowerSources {
  readonly powerMonitor: Pick<PowerMonitor, 'on' | 'off'>;
  /** Whether any network is there; asking costs nothing. */
  readonly isOnline: () => boolean;
  readonly every: (periodMs: number, run: () => void) => Stop;
}

/** The system has no event for it; with the device's own jitter a return is used well within the three seconds promised. */
const networkCheckMs = 2_000;

export function listenForPower(sources: PowerSources, tell: (signal: PowerSignal) => void): Stop {
  const wake = (): void => tell('wake');
  const unlock = (): void => tell('unlock');
  // The overloads of `on` know one name each.
  sources.powerMonitor.on('resume', wake);
  sources.powerMonitor.on('unlock-screen', unlock);
  let online = sources.isOnline();
  const stopChecking = sources.every(networkCheckMs, () => {
    const now = sources.isOnline();
    if (now && !online) tell('network-up');
    online = now;
  });
  return () => {
    stopChecking();
    sources.powerMonitor.off('resume', wake);
    sources.powerMonitor.off('unlock-screen', unlock);
  };
}
