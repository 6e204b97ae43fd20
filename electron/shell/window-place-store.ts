/** Keeps the window's place from one start to the next, in `window.json`. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../device/ports.ts';
import type { WindowPlace } from './window-place.ts';

export interface WindowPlaceStore {
  /** As found; null when there is nothing readable. */
  readonly saved: unknown;
  /** Never rejects: a place that is lost costs nothing. */
  readonly save: (place: WindowPlace) => Promise<void>;
}

export function openWindowPlaceStore(folder: string, log: Log): WindowPlaceStore {
  const file = path.join(folder, 'window.json');
  return {
    saved: readJson(file),
    save: (place) =>
      writeFile(file, JSON.stringify(place)).catch((error: unknown) => {
        log.write('warn', "the window's place cannot be saved", { error: String(error) });
      }),
  };
}

function readJson(file: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return value;
  } catch {
    // The first start, or a file cut short: the window opens where the system puts it.
    return null;
  }
}
