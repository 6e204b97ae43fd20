/** The fuzz targets by name, each loaded only when it runs and after coverage is on. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TargetModule } from './harness/fuzz-target.ts';

const FILES = {
  frames: './targets/frames.ts',
  websocket: './targets/websocket.ts',
  rest: './targets/rest.ts',
  jmap: './targets/jmap.ts',
  'jmap-client': './targets/jmap-client.ts',
  smtp: './targets/smtp.ts',
  'mail-reading': './targets/mail-reading.ts',
  mime: './targets/mime.ts',
  sanitiser: '../renderer/fuzz/sanitiser.ts',
  settings: './targets/settings.ts',
  'cache-files': './targets/cache-files.ts',
  bridge: './targets/bridge.ts',
} as const;

export type TargetName = keyof typeof FILES;
export const TARGET_NAMES = Object.keys(FILES) as readonly TargetName[];

/** Not an import that can be followed: the sanitiser is compiled for a page, and nothing may be loaded early. */
export async function loadTarget(name: TargetName): Promise<TargetModule> {
  return (await import(pathToFileURL(path.join(import.meta.dirname, FILES[name])).href)) as TargetModule;
}
