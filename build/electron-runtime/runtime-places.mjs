// @ts-check
// Where an Electron runtime keeps its parts on this platform.
import { homedir } from 'node:os';
import path from 'node:path';

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const executableNames = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

export const executableName = executableNames[process.platform] ?? 'electron';

// Outside the checkout, so that every clone on a machine shares it.
export const runtimeCache = path.join(
  process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
  'continuity-companion',
);
