/** What a device's own word changes about it, as its history keeps it (pure). */
import type { DeviceChangeKind } from '../../shared/http/device-history.ts';

/** As the service knows a device. */
interface KnownStanding {
  /** null: never reported. */
  readonly mode: 'normal' | 'dr' | null;
  readonly cachedMode: boolean;
  readonly signedIn: boolean;
  readonly appVersion: string;
}

/** What a device tells now; absent: nothing of that. */
export interface ToldStanding extends Partial<KnownStanding> {
  /** Events that it takes part in. */
  readonly eventIds?: readonly string[];
}

export interface DeviceChangeDetail {
  readonly eventIds?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

interface DeviceChange {
  readonly kind: DeviceChangeKind;
  readonly detail: DeviceChangeDetail;
}

export function changesBetween(known: KnownStanding, told: ToldStanding): readonly DeviceChange[] {
  const changes: DeviceChange[] = [];
  const { appVersion, signedIn, cachedMode, mode, eventIds = [] } = told;
  if (appVersion !== undefined && appVersion !== known.appVersion)
    changes.push({ kind: 'updated', detail: { from: known.appVersion, to: appVersion } });
  if (signedIn !== undefined && signedIn !== known.signedIn)
    changes.push({ kind: signedIn ? 'signed-in' : 'signed-out', detail: {} });
  if (cachedMode !== undefined && cachedMode !== known.cachedMode)
    changes.push({ kind: cachedMode ? 'cached-mode-on' : 'cached-mode-off', detail: {} });
  // One that never reported was in normal mode.
  if (mode === 'dr' && known.mode !== 'dr') changes.push({ kind: 'entered-dr', detail: { eventIds } });
  if (mode === 'normal' && known.mode === 'dr') changes.push({ kind: 'left-dr', detail: {} });
  return changes;
}
