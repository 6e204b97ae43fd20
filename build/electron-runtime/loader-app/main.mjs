// @ts-check
// Stands in for Electron's own default app: `electron [flags] [-r module] <folder|file> [args]`.
import { app as electronApp } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Electron's own default app uses these two, which its type declarations leave out.
const app =
  /** @type {Electron.App & {setAppPath(path: string): void, setVersion(version: string): void}} */ (
    electronApp
  );
const requireFromHere = createRequire(path.join(process.cwd(), 'loader.js'));

/** @param {string[]} argv @returns {{modules: string[], target: string | undefined}} */
function readArguments(argv) {
  /** @type {string[]} */
  const modules = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-v' || word === '--version') return answer(`v${process.versions.electron}`);
    if (word === '-a' || word === '--abi') return answer(process.versions.modules);
    if (word === '-r' || word === '--require') modules.push(rest.shift() ?? '');
    else if (word.startsWith('--app=')) return { modules, target: word.slice('--app='.length) };
    else if (!word.startsWith('-')) return { modules, target: word };
  }
  return { modules, target: undefined };
}

/** @param {string} text @returns {never} */
function answer(text) {
  console.log(text);
  process.exit(0);
}

/** @param {string} root @returns {string} the file to start */
function adoptApp(root) {
  const manifestFile = path.join(root, 'package.json');
  if (!existsSync(manifestFile)) {
    const entry = requireFromHere.resolve(root);
    app.setAppPath(path.dirname(entry));
    return entry;
  }
  /** @type {{name?: string, productName?: string, version?: string, desktopName?: string}} */
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (manifest.version !== undefined) app.setVersion(manifest.version);
  const name = manifest.productName ?? manifest.name;
  if (name !== undefined) app.setName(name);
  app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(root);
  return requireFromHere.resolve(root);
}

const { modules, target } = readArguments(process.argv.slice(1));
for (const module of modules) requireFromHere(module);
if (target === undefined) {
  console.error('usage: electron [options] path-to-app [args]');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
try {
  await import(pathToFileURL(adoptApp(path.resolve(target))).href);
} catch (error) {
  console.error('App threw an error during load');
  console.error(error);
  process.exit(1);
}
