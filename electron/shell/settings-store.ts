/** The app's preferences in `settings.json`, through electron-store (dependencies, "settings"); nothing secret. */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { IpcMain } from 'electron';
import Store from 'electron-store';
import type { Settings } from '../../shared/bridge/settings.ts';
import { createEmitter, type Stop } from '../../shared/lib/emitter.ts';
import type { Log } from '../device/ports.ts';
import { DEFAULT_SETTINGS, readStoredSettings } from './stored-settings.ts';

export interface SettingsStore {
  readonly current: () => Settings;
  readonly change: (changes: Partial<Settings>) => void;
  readonly subscribe: (listener: (settings: Settings) => void) => Stop;
}

export function openSettings(
  folder: string,
  ipcMain: Pick<IpcMain, 'removeAllListeners'>,
  log: Log,
): SettingsStore {
  let settings = readFromDisk(path.join(folder, 'settings.json'), log);
  const store = new Store<Settings>({ cwd: folder, name: 'settings', clearInvalidConfig: true });
  // electron-store opens a channel for pages, past the guarded door; no page of ours uses it.
  ipcMain.removeAllListeners('electron-store-get-data');
  const changed = createEmitter<Settings>();
  return {
    current: () => settings,
    change(changes) {
      settings = { ...settings, ...changes };
      save(store, settings, log);
      changed.emit(settings);
    },
    subscribe: changed.subscribe,
  };
}

function readFromDisk(file: string, log: Log): Settings {
  if (!existsSync(file)) return DEFAULT_SETTINGS;
  const stored = readStoredSettings(readFileSync(file, 'utf8'));
  if (stored.state === 'damaged') {
    log.write('warn', 'the settings cannot be read; they begin anew and the old file is kept', {
      file: `${file}.bak`,
    });
    renameSync(file, `${file}.bak`);
    return DEFAULT_SETTINGS;
  }
  if (stored.ignored.length > 0)
    log.write('warn', 'settings of a wrong type are ignored', { fields: stored.ignored });
  return stored.settings;
}

/** A preference that cannot be saved still holds until the app quits. */
function save(store: Store<Settings>, settings: Settings, log: Log): void {
  try {
    store.set(settings);
  } catch (error) {
    log.write('error', 'the settings cannot be saved', { error: String(error) });
  }
}
