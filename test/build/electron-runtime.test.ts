// Unpacking the pinned runtime: the right bytes come out, and a wrong, damaged or hostile archive is refused.
import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyIntegrity } from '../../build/electron-runtime/file-hash.mjs';
import { withInstallLock } from '../../build/electron-runtime/install-lock.mjs';
import { extractFromTarball } from '../../build/electron-runtime/tarball.mjs';
import { unzip } from '../../build/electron-runtime/zip-archive.mjs';

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'runtime-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A ustar member as POSIX.1-1988 has it, without the fields that nobody reads here. */
function tarMember(name: string, content: Buffer) {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

describe('a tarball', () => {
  const wanted = Buffer.alloc(3_000_017, 'continuity');

  test('gives the one member asked for, past the others', async () => {
    const tar = Buffer.concat([tarMember('package/a', Buffer.from('x')), tarMember('package/b', wanted)]);
    writeFileSync(at('p.tgz'), gzipSync(tar));
    await extractFromTarball(at('p.tgz'), 'package/b', at('out'));
    expect(readFileSync(at('out')).equals(wanted)).toBe(true);
  });

  test('without the member is refused', async () => {
    writeFileSync(at('p.tgz'), gzipSync(tarMember('package/a', Buffer.from('x'))));
    await expect(extractFromTarball(at('p.tgz'), 'package/b', at('out'))).rejects.toThrow(
      'not in the tarball',
    );
  });

  test('that ends too soon is refused', async () => {
    writeFileSync(at('p.tgz'), gzipSync(tarMember('package/b', wanted).subarray(0, 4096)));
    await expect(extractFromTarball(at('p.tgz'), 'package/b', at('out'))).rejects.toThrow('cut short');
  });
});

interface ZipMember {
  readonly name: string;
  readonly content: string;
  readonly mode?: number;
}

/** A zip file (PKWARE APPNOTE 4.3) whose members are deflated. */
function zipOf(members: readonly ZipMember[]) {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100644 } of members) {
    const data = deflateRawSync(content);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE((mode << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    local.push(header, Buffer.from(name), data);
    directory.push(entry, Buffer.from(name));
    offset += header.length + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}

describe('a zip file', () => {
  const everything = { root: 'App/', skip: [/^resources\//] };
  const unpack = (members: readonly ZipMember[]) => {
    writeFileSync(at('a.zip'), zipOf(members));
    return unzip(at('a.zip'), at('out'), everything);
  };

  test('gives the files below the root but those to skip, with their modes', async () => {
    const files = await unpack([
      { name: 'App/program', content: 'p'.repeat(5000), mode: 0o100777 },
      { name: 'App/locales/en.pak', content: 'en' },
      { name: 'App/resources/app.asar', content: 'theirs' },
      { name: 'Other/file', content: 'other' },
    ]);
    expect(files).toBe(2);
    expect(readFileSync(at('out/program'), 'utf8')).toBe('p'.repeat(5000));
    expect(readFileSync(at('out/locales/en.pak'), 'utf8')).toBe('en');
    expect(statSync(at('out/program')).mode & 0o777).toBe(0o755);
    expect(readdirSync(at('out')).sort()).toEqual(['locales', 'program']);
  });

  test('with a member outside the target is refused', async () => {
    await expect(unpack([{ name: 'App/../../escaped', content: 'x' }])).rejects.toThrow('outside the target');
    expect(readdirSync(folder)).not.toContain('escaped');
  });

  test('with a link is refused', async () => {
    await expect(unpack([{ name: 'App/link', content: '/etc', mode: 0o120777 }])).rejects.toThrow('a link');
  });

  test('that is none is refused', async () => {
    writeFileSync(at('a.zip'), 'hello');
    await expect(unzip(at('a.zip'), at('out'), everything)).rejects.toThrow('not a zip file');
  });
});

describe('the pinned hash', () => {
  test('accepts the file and refuses one with a changed byte', async () => {
    writeFileSync(at('file'), 'content');
    const integrity = `sha512-${createHash('sha512').update('content').digest('base64')}`;
    await expect(verifyIntegrity(at('file'), integrity)).resolves.toBeUndefined();
    writeFileSync(at('file'), 'contenu');
    await expect(verifyIntegrity(at('file'), integrity)).rejects.toThrow('not the pinned file');
  });
});

describe('the install lock', () => {
  test('lets one in at a time', async () => {
    const order: string[] = [];
    const work = (name: string) =>
      withInstallLock(
        at('lock'),
        () => undefined,
        async () => {
          order.push(`${name} in`);
          await Promise.resolve();
          order.push(`${name} out`);
        },
      );
    await Promise.all([work('a'), work('b')]);
    expect([order.slice(0, 2), order.slice(2)]).toEqual([
      ['a in', 'a out'],
      ['b in', 'b out'],
    ]);
  });

  test('is taken over from a process that has died', async () => {
    // Above the largest process id that Linux gives out (2^22).
    symlinkSync(String(2 ** 22 + 1), at('lock'));
    let ran = false;
    await withInstallLock(
      at('lock'),
      () => undefined,
      async () => {
        ran = true;
      },
    );
    expect(ran).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });
});
