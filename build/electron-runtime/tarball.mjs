// @ts-check
// Reads one member of a compressed tar file without holding it in memory.
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BuildError } from '../run-command.mjs';

// POSIX.1-1988 ustar: everything comes in blocks of this size, and a member's header fills one.
const blockSize = 512;
const nameField = { from: 0, to: 100 };
const sizeField = { from: 124, to: 136 };
const chunkSize = 1 << 20;

/** Hands out a stream's bytes in the amounts asked for. */
class ByteReader {
  #source;
  /** @type {Buffer} */
  #rest = Buffer.alloc(0);

  /** @param {AsyncIterable<Buffer>} source */
  constructor(source) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * Up to `count` bytes; fewer when that is what has arrived, none at the end of the stream.
   * @param {number} count
   */
  async some(count) {
    if (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done === true) return Buffer.alloc(0);
      this.#rest = next.value;
    }
    const part = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(part.length);
    return part;
  }

  /**
   * Exactly `count` bytes, in pieces; fewer only when the stream ends.
   * @param {number} count
   */
  async *exactly(count) {
    for (let left = count; left > 0;) {
      const part = await this.some(left);
      if (part.length === 0) return;
      left -= part.length;
      yield part;
    }
  }

  /** @param {number} count */
  async skip(count) {
    for (let left = count; left > 0;) {
      const { length } = await this.some(left);
      if (length === 0) return;
      left -= length;
    }
  }

  /** @param {number} count */
  async whole(count) {
    const parts = [];
    for await (const part of this.exactly(count)) parts.push(part);
    return Buffer.concat(parts);
  }
}

/** @param {Buffer} header @param {{from: number, to: number}} field */
const text = (header, { from, to }) => header.toString('latin1', from, to).replace(/\0.*$/s, '').trim();

/**
 * Writes one member of a .tgz to a file.
 * @param {string} tarball
 * @param {string} member its path inside, at most 100 characters
 * @param {string} to
 * @throws {BuildError} if the member is not there, or is cut short
 */
export async function extractFromTarball(tarball, member, to) {
  const unzipped = createReadStream(tarball, { highWaterMark: chunkSize }).pipe(createGunzip({ chunkSize }));
  const reader = new ByteReader(unzipped);
  for (;;) {
    const header = await reader.whole(blockSize);
    if (header.length < blockSize) throw new BuildError(`${member} is not in the tarball.`);
    if (header[0] === 0) continue;
    const size = parseInt(text(header, sizeField), 8);
    if (text(header, nameField) !== member) {
      const padded = Math.ceil(size / blockSize) * blockSize;
      await reader.skip(padded);
      continue;
    }
    const file = createWriteStream(to);
    await pipeline(Readable.from(reader.exactly(size)), file);
    if (file.bytesWritten !== size) throw new BuildError(`${member} is cut short in the tarball.`);
    unzipped.destroy();
    return;
  }
}
