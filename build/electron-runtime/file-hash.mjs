// @ts-check
// Hashes of files too large to read at once.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { BuildError } from '../run-command.mjs';

const readSize = 1 << 20;

/**
 * @param {string} file
 * @param {string} algorithm
 * @param {'hex' | 'base64'} encoding
 * @returns {Promise<string>}
 */
export async function hashFile(file, algorithm, encoding) {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(file, { highWaterMark: readSize })) hash.update(chunk);
  return hash.digest(encoding);
}

/**
 * @param {string} file
 * @param {string} integrity as in a lock file: `sha512-<base64>`
 * @throws {BuildError} if the file is another one
 */
export async function verifyIntegrity(file, integrity) {
  const algorithm = integrity.slice(0, integrity.indexOf('-'));
  const found = `${algorithm}-${await hashFile(file, algorithm, 'base64')}`;
  if (found !== integrity) {
    throw new BuildError(
      `${path.basename(file)} is not the pinned file: expected ${integrity}, found ${found}.`,
    );
  }
}
