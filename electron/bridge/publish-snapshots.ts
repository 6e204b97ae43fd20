/** Carries what is true to the window: at most one update a frame, but a change of mode at once (D1). */
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';
import type { ShellView } from '../../shared/bridge/settings.ts';
import type { WindowUpdate } from '../../shared/bridge/window-api.ts';
import { createEmitter, type Stop } from '../../shared/lib/emitter.ts';

/** One frame of a 60 Hz screen: more often could not be seen. */
export const COALESCE_MS = 16;

export interface SnapshotPublisher {
  readonly current: () => WindowUpdate;
  readonly setDevice: (device: DeviceSnapshot | null) => void;
  readonly setShell: (shell: ShellView) => void;
  readonly subscribe: (listener: (update: WindowUpdate) => void) => Stop;
}

export function createSnapshotPublisher(
  initial: WindowUpdate,
  schedule: (delayMs: number, run: () => void) => Stop,
): SnapshotPublisher {
  const updates = createEmitter<WindowUpdate>();
  let current = initial;
  let cancelPending: Stop | null = null;

  function publishNow(): void {
    cancelPending?.();
    cancelPending = null;
    updates.emit(current);
  }

  function change(next: WindowUpdate): void {
    const urgent = changesMode(current.device, next.device);
    current = next;
    if (urgent) publishNow();
    else cancelPending ??= schedule(COALESCE_MS, publishNow);
  }

  return {
    current: () => current,
    setDevice: (device) => change({ ...current, device }),
    setShell: (shell) => change({ ...current, shell }),
    subscribe: updates.subscribe,
  };
}

/** What the mode band shows: the mode, and the continuity events that make or block it. */
function changesMode(before: DeviceSnapshot | null, after: DeviceSnapshot | null): boolean {
  if (before === null || after === null) return before !== after;
  return modeKey(before) !== modeKey(after);
}

function modeKey({ mode }: DeviceSnapshot): string {
  const versions = [...mode.participating, ...mode.blocked].map(({ id, version }) => `${id} ${version}`);
  return [mode.mode, mode.blocked.length, mode.recovering === null, ...versions].join('|');
}
