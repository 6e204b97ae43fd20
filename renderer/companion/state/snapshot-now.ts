/** Service time by the snapshot at hand, for parts that count while nothing else changes. */
import { useContext, createContext } from 'react';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { useCompanion } from './companion-context.tsx';
import { useServiceNow } from './service-now.ts';

/** When the snapshot that is shown was received, on the window's steady clock; milliseconds. */
export const ReceivedAt = createContext(0);

export function useSnapshotNow(device: DeviceSnapshot, everyMs: number): number {
  const { clock } = useCompanion();
  const receivedAtMs = useContext(ReceivedAt);
  return useServiceNow({ serviceTime: device.clock.now, receivedAtMs }, clock, everyMs);
}
