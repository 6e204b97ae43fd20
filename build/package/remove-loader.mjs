// @ts-check
// Takes the loader out of a packaged app: the development runtime brings one, a release must not.
import { rmSync } from 'node:fs';
import path from 'node:path';

/** @param {import('electron-builder').AfterPackContext} context */
export function afterPack({ packager, appOutDir }) {
  rmSync(path.join(packager.getResourcesDir(appOutDir), 'app'), { recursive: true, force: true });
}
