/** What the preload puts on `window.continuity`: the whole door between page and shell. */
import type { Stop } from '../lib/emitter.ts';
import type { CallAnswer, CallInput, WindowCall } from './calls.ts';
import type { DeviceSnapshot } from './snapshot.ts';
import type { ShellView } from './settings.ts';

/** One update for the window; null while the device's process has not spoken yet. */
export interface WindowUpdate {
  readonly device: DeviceSnapshot | null;
  readonly shell: ShellView;
}

export interface WindowApi {
  readonly call: <Name extends WindowCall>(name: Name, input: CallInput<Name>) => Promise<CallAnswer<Name>>;
  /** Calls at once with the latest update, then with each new one. */
  readonly subscribe: (listener: (update: WindowUpdate) => void) => Stop;
}

/** IPC channels; the only ones. */
export const IPC = {
  call: 'continuity:call',
  subscribe: 'continuity:subscribe',
  update: 'continuity:update',
} as const;
