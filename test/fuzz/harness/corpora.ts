/** Reads the corpora: the project's own, and a larger collection that may lie beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const OWN = path.join(ROOT, 'test/corpus');
/** Other people's test mail and the like; not ours to copy into the project. */
export const SHARED_CORPORA = path.resolve(ROOT, '../shared/corpora');

/** Larger ones are bombs, whose tests are elsewhere; here they would only slow each step. */
const MAX_SEED_BYTES = 128 * 1024;

/** Every file below these folders of either collection with one of the endings. */
export function seedFiles(folders: readonly string[], endings: RegExp): readonly Uint8Array[] {
  return [OWN, SHARED_CORPORA]
    .flatMap((base) => folders.map((folder) => path.join(base, folder)))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .sort()
        .filter((name) => endings.test(name))
        .map((name) => readFileSync(path.join(folder, name))),
    )
    .filter((bytes) => bytes.length <= MAX_SEED_BYTES);
}

/** The `input`s, or another field, of a list of hostile cases. */
export function seedTexts(file: string, field = 'input'): readonly string[] {
  const listed = [OWN, SHARED_CORPORA].map((base) => path.join(base, file)).find((name) => existsSync(name));
  if (listed === undefined) return [];
  const cases = JSON.parse(readFileSync(listed, 'utf8')) as readonly unknown[];
  return cases.flatMap((entry) => {
    const text: unknown = typeof entry === 'string' ? entry : (entry as Record<string, unknown>)[field];
    return typeof text === 'string' ? [text] : [];
  });
}

/** Inputs on which a target has failed before: they come first in every run. */
export function regressions(name: string): readonly Uint8Array[] {
  const folder = path.join(ROOT, 'test/fuzz/regressions', name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((file) => readFileSync(path.join(folder, file)));
}
