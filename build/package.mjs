// @ts-check
// npm run package: an unpacked desktop app for this platform under dist/.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.mjs';
import { checkFuses } from './package/check-fuses.mjs';
import { afterPack } from './package/remove-loader.mjs';
import { BuildError, projectRoot, runMain } from './run-command.mjs';
import { setUp } from './setup.mjs';

const usage = `usage: npm run package [-- --test-runtime]

Builds the app with the official Electron and puts it, unpacked, under dist/.

  --test-runtime  also with the runtime that the tests use, where the official one cannot be had: for trying out, never for release

Exit code 0 if it was made, 1 if not, 2 on bad usage.`;

/** @param {string} line */
const say = (line) => {
  console.log(`[package] ${line}`);
};

function packagedExecutable() {
  const folders = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };
  const { platform, arch } = process;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin')
    throw new BuildError(`No app for ${platform}.`);
  const folder = platform !== 'win32' && arch === 'arm64' ? `${folders[platform]}-arm64` : folders[platform];
  const names = {
    linux: 'continuity-companion',
    win32: 'Continuity Companion.exe',
    darwin: 'Continuity Companion.app/Contents/MacOS/Continuity Companion',
  };
  return path.join(projectRoot, 'dist', folder, names[platform]);
}

/** @param {boolean} isTestRuntimeFine */
async function packageApp(isTestRuntimeFine) {
  const { dist, version, source } = await setUp();
  if (!isTestRuntimeFine && source !== 'official') {
    throw new BuildError(
      `The app is made from the official Electron, and the one here is ${version} (${source}). To try out packaging with it: npm run package -- --test-runtime`,
    );
  }
  buildAll({ say, force: true });
  rmSync(path.join(projectRoot, 'dist'), { recursive: true, force: true });
  // Loaded here because it is installed by npm, and setUp may only just have done so.
  const { build, Platform } = await import('electron-builder');
  await build({
    projectDir: projectRoot,
    targets: Platform.current().createTarget('dir'),
    config: {
      extends: 'electron-builder.yml',
      electronDist: dist,
      electronVersion: version,
      afterPack,
    },
    publish: 'never',
  });
  const executable = packagedExecutable();
  await checkFuses(executable);
  say(`made ${path.relative(projectRoot, executable)}; its fuses are as decided`);
  if (source !== 'official')
    say(`made with Electron ${version} (${source}): for trying out, not for release`);
  return 0;
}

await runMain(() => {
  const flags = process.argv.slice(2);
  if (flags.includes('--help') || flags.some((flag) => flag !== '--test-runtime')) {
    console.log(usage);
    return flags.includes('--help') ? 0 : 2;
  }
  return packageApp(flags.includes('--test-runtime'));
});
