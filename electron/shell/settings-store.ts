/** The app's preferences in `settings.json`, through electron-store (dependencies, "settings"); nothing secret. */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { IpcMain } from 'electron';
import Store from 'electron-store';
import type { Settings, ShellNote } from '../../shared/bridge/settings.ts';
import { createEmitter, type Stop } from '../../shared/lib/emitter.ts';
import type { Log } from '../device/ports.ts';
import { DEFAULT_SETTINGS, readStoredSettings } from './stored-settings.ts';

export interface SettingsStore {
  readonly current: () => Settings;
  readonly change: (changes: Partial<Settings>) => void;
  /** What is wrong with the file, for the person to know. */
  readonly notes: () => readonly ShellNote[];
  readonly subscribe: (listener: (settings: Settings) => void) => Stop;
}

export function openSettings(
  folder: string,
  ipcMain: Pick<IpcMain, 'removeAllListeners'>,
  log: Log,
): SettingsStore {
  const file = path.join(folder, 'settings.json');
  let { settings, note } = readFromDisk(file, log);
  const changed = createEmitter<Settings>();
  return {
    current: () => settings,
    notes: () => (note === null ? [] : [note]),
    change(changes) {
      settings = { ...settings, ...changes };
      if (!save(folder, ipcMain, settings, log))
        note = { kind: 'settings-not-kept', place: file, broken: null };
      changed.emit(settings);
    },
    subscribe: changed.subscribe,
  };
}

interface Found {
  readonly settings: Settings;
  readonly note: ShellNote | null;
}

function readFromDisk(file: string, log: Log): Found {
  if (!existsSync(file)) return { settings: DEFAULT_SETTINGS, note: null };
  try {
    const stored = readStoredSettings(readFileSync(file, 'utf8'));
    if (stored.state === 'damaged') return setAside(file, log);
    if (stored.ignored.length > 0)
      log.write('warn', 'settings of a wrong type are ignored', { fields: stored.ignored });
    return { settings: stored.settings, note: null };
  } catch (error) {
    log.write('error', 'the settings cannot be read; the defaults hold', { error: String(error) });
    return { settings: DEFAULT_SETTINGS, note: { kind: 'settings-unreadable', place: file, broken: null } };
  }
}

/** Under a name of its own each time: what a person wrote by hand is never written over. */
function setAside(file: string, log: Log): Found {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const place = path.join(path.dirname(file), `settings-unreadable-${stamp}.json`);
  renameSync(file, place);
  log.write('warn', 'the settings cannot be read; they begin anew and the old file is kept', { place });
  return { settings: DEFAULT_SETTINGS, note: { kind: 'settings-set-aside', place, broken: null } };
}

/** A preference that cannot be saved still holds until the app quits. */
function save(
  folder: string,
  ipcMain: Pick<IpcMain, 'removeAllListeners'>,
  settings: Settings,
  log: Log,
): boolean {
  try {
    const store = new Store<Settings>({ cwd: folder, name: 'settings', clearInvalidConfig: true });
    // electron-store opens a channel for pages, past the guarded door; no page of ours uses it.
    ipcMain.removeAllListeners('electron-store-get-data');
    store.set(settings);
    return true;
  } catch (error) {
    log.write('error', 'the settings cannot be saved', { error: String(error) });
    return false;
  }
}
