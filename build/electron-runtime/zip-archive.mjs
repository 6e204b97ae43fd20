// @ts-check
// Unpacks a zip file through its central directory (PKWARE APPNOTE 4.3), keeping file modes.
import {
  chmodSync,
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { BuildError } from '../run-command.mjs';

/** @typedef {{name: string, method: number, compressedSize: number, mode: number, offset: number}} Member */
/** @typedef {{root: string, skip: RegExp[]}} Selection which folder of the archive to take, and what to leave out of it */

// APPNOTE 4.3.16: the end record is 22 bytes, followed by a comment of at most 65,535.
const longestTail = 22 + 65_535;
const endSignature = Buffer.from([0x50, 0x4b, 5, 6]);
const memberSignature = 0x02014b50;
// A field with this value has its real one in a zip64 record.
const inZip64 = 0xffffffff;
const methods = { stored: 0, deflated: 8 };
const fileType = { mask: 0o170000, link: 0o120000 };
const chunkSize = 1 << 20;

/**
 * Bytes of an open file.
 * @param {number} file @param {number} position @param {number} length
 */
function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}

/**
 * @param {number} file
 * @returns {Member[]}
 */
function readDirectory(file) {
  const { size } = fstatSync(file);
  const tailLength = Math.min(size, longestTail);
  const tail = readAt(file, size - tailLength, tailLength);
  const end = tail.lastIndexOf(endSignature);
  if (end < 0) throw new BuildError('This is not a zip file.');
  const count = tail.readUInt16LE(end + 10);
  const directoryAt = tail.readUInt32LE(end + 16);
  if (directoryAt === inZip64)
    throw new BuildError('This zip file is over 4 GiB, which is more than is read here.');
  const directory = readAt(file, directoryAt, tail.readUInt32LE(end + 12));
  /** @type {Member[]} */
  const members = [];
  for (let at = 0; members.length < count;) {
    const { member, length } = readMember(directory, at);
    members.push(member);
    at += length;
  }
  return members;
}

/**
 * @param {Buffer} directory @param {number} at
 * @returns {{member: Member, length: number}}
 */
function readMember(directory, at) {
  if (directory.readUInt32LE(at) !== memberSignature)
    throw new BuildError("The zip file's directory is damaged.");
  const nameLength = directory.readUInt16LE(at + 28);
  const member = {
    name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    method: directory.readUInt16LE(at + 10),
    compressedSize: directory.readUInt32LE(at + 20),
    mode: directory.readUInt32LE(at + 38) >>> 16,
    offset: directory.readUInt32LE(at + 42),
  };
  return {
    member,
    length: 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32),
  };
}

/**
 * Unpacks part of a zip file.
 * @param {string} archive
 * @param {string} to
 * @param {Selection} selection
 * @returns {Promise<number>} files written
 * @throws {BuildError} if the archive is damaged, or a member would land outside `to`
 */
export async function unzip(archive, to, { root, skip }) {
  const file = openSync(archive, 'r');
  try {
    let files = 0;
    for (const member of readDirectory(file)) {
      const relative = member.name.startsWith(root) ? member.name.slice(root.length) : '';
      if (relative === '' || skip.some((pattern) => pattern.test(relative))) continue;
      const target = path.resolve(to, relative);
      if (!target.startsWith(path.resolve(to) + path.sep))
        throw new BuildError(`${member.name} lies outside the target.`);
      if (relative.endsWith('/')) continue;
      mkdirSync(path.dirname(target), { recursive: true });
      await writeMember({ archive, file, member, target });
      files += 1;
    }
    return files;
  } finally {
    closeSync(file);
  }
}

/** @param {{archive: string, file: number, member: Member, target: string}} job */
async function writeMember({ archive, file, member, target }) {
  const { name, method, compressedSize, mode, offset } = member;
  if ((mode & fileType.mask) === fileType.link)
    throw new BuildError(`${name} is a link, which is not expected.`);
  if (compressedSize === inZip64 || offset === inZip64) throw new BuildError(`${name} is over 4 GiB.`);
  const header = readAt(file, offset, 30);
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const source = () =>
    createReadStream(archive, { start, end: start + compressedSize - 1, highWaterMark: chunkSize });
  if (compressedSize === 0) writeFileSync(target, '');
  else if (method === methods.stored) await pipeline(source(), createWriteStream(target));
  else if (method === methods.deflated) {
    await pipeline(source(), createInflateRaw({ chunkSize }), createWriteStream(target));
  } else throw new BuildError(`${name} is compressed by method ${method}, which is not known.`);
  // Nobody but the owner may write; programs stay programs.
  if ((mode & 0o777) !== 0) chmodSync(target, mode & 0o755);
}
