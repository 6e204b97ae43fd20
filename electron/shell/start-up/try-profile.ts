/** Tries the app's folder before anything relies on it: makes it, writes to it, and opens what is in it already. */
import { accessSync, constants, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makePrivateFolder } from '../../adapters/state/make-private.ts';
import { PRIVATE_FILE } from '../../adapters/state/durable-file.ts';
import { profileTrouble, type ProfileTrouble } from './profile-trouble.ts';

/** What a start writes until the window is there: keys, records and their logs. */
const NEEDED_BYTES = 1024 * 1024;
/** Without it there is no device; what else is in the folder can be done without. */
const DEVICE_FOLDER = 'device';

/** Makes it where it is missing. */
export function makeProfile(folder: string): ProfileTrouble | null {
  return attempt(folder, () => {
    makePrivateFolder(folder);
  });
}

export function tryProfile(folder: string): ProfileTrouble | null {
  return (
    makeProfile(folder) ??
    attempt(folder, () => {
      tryRoom(folder);
    }) ??
    tryEach(path.join(folder, DEVICE_FOLDER))
  );
}

function tryRoom(folder: string): void {
  const probe = path.join(folder, `.room-${process.pid}`);
  try {
    writeFileSync(probe, Buffer.alloc(NEEDED_BYTES), { mode: PRIVATE_FILE });
  } finally {
    rmSync(probe, { force: true });
  }
}

/** A file that a start as another user left here is as much in the way as the folder itself. */
function tryEach(folder: string): ProfileTrouble | null {
  if (!existsSync(folder)) return null;
  let names: readonly string[] = [];
  const trouble = attempt(folder, () => {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    names = readdirSync(folder);
  });
  if (trouble !== null) return trouble;
  for (const name of names) {
    const place = path.join(folder, name);
    const found = attempt(place, () => {
      accessSync(place, constants.R_OK | constants.W_OK);
    });
    if (found !== null) return found;
  }
  return null;
}

function attempt(place: string, act: () => void): ProfileTrouble | null {
  try {
    act();
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return profileTrouble(code, place, { owner: ownerOf(place), user: process.getuid?.() ?? null });
  }
}

function ownerOf(place: string): number | null {
  try {
    return statSync(place).uid;
  } catch {
    // Below something that is closed or missing.
    return null;
  }
}
