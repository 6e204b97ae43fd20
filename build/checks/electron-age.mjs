// @ts-check
// Prints how old the pinned Electron is: a release is made with one of at most eight weeks (security decision 16).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runMain } from '../run-command.mjs';

// Changed together with package.json; npm's own date of the release.
const pinned = { version: '45.4.1', releasedOn: '2026-11-19' };
const oldestForReleaseDays = 56;
const dayMs = 24 * 60 * 60 * 1000;

await runMain(() => {
  /** @type {{devDependencies: Record<string, string>}} */
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  const wanted = manifest.devDependencies['electron'];
  if (wanted !== pinned.version) {
    console.log(
      `package.json asks for Electron ${wanted ?? 'none'}, and the date here is that of ${pinned.version}.`,
    );
    return 1;
  }
  const ageDays = Math.floor((Date.now() - Date.parse(pinned.releasedOn)) / dayMs);
  const verdict = ageDays <= oldestForReleaseDays ? 'fit for a release' : 'too old for a release';
  console.log(
    `Electron ${pinned.version} is ${ageDays} days old: ${verdict} (at most ${oldestForReleaseDays})`,
  );
  return 0;
});
