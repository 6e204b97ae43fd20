/** A state folder for tests, closed and removed when the test ends. */
import { onTestFinished } from 'vitest';
import { fileKeyBox } from '../../../../electron/adapters/secret-box/file-key.ts';
import type { SecretBox } from '../../../../electron/adapters/secret-box/secret-box.ts';
import { openState, type DeviceState } from '../../../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../../../electron/adapters/state/state-paths.ts';
import type { Log } from '../../../../electron/device/ports.ts';

export interface LogLine {
  readonly level: string;
  readonly message: string;
}

export function collectingLog(): { readonly log: Log; readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  return { lines, log: { write: (level, message) => lines.push({ level, message }) } };
}

export async function openFileState(
  folder: string,
  log: Log = collectingLog().log,
  box: SecretBox = fileKeyBox(statePaths(folder).keyFile),
): Promise<DeviceState> {
  const state = await openState({ folder, box, log });
  onTestFinished(() => state.close());
  return state;
}
