/** The app starts, or says why: real processes on profiles that are in the way (product 3; security, "single instance"). */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startApp, type StartedApp } from './started-app.ts';

const onLinux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
/** Root without the right to pass over permissions: what any user is. */
const AS_USER = ['setpriv', '--bounding-set=-dac_override,-dac_read_search,-fowner'];

let folder: string;
const mounts: string[] = [];

test.skip(!onLinux, 'locks, owners and mounts as Linux has them');
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-start-'));
});
test.afterAll(() => {
  for (const place of mounts) execFileSync('umount', ['-l', place]);
  rmSync(folder, { recursive: true, force: true });
});

/** Its own small file system, or null where none may be mounted. */
function disk(name: string, options: string): string | null {
  const place = path.join(folder, name);
  mkdirSync(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    return null;
  }
  mounts.push(place);
  return place;
}

async function expectRefused(app: StartedApp, words: RegExp, advice: RegExp): Promise<void> {
  expect(await app.ended).toBe(1);
  expect(app.errors()).toMatch(words);
  expect(app.dialogs()).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(words),
      detail: expect.stringMatching(advice),
    }),
  ]);
}

test('a profile that a computer of another name has marked is asked about, left on a no, and taken over on a yes', async () => {
  const userData = path.join(folder, 'renamed');
  const lock = path.join(userData, 'SingletonLock');
  mkdirSync(userData);
  symlinkSync('old-name-4711', lock);
  symlinkSync(path.join(folder, 'gone'), path.join(userData, 'SingletonSocket'));

  const refused = startApp({ userData, answer: 1 });
  await expectRefused(refused, /another computer, old-name/, /renamed, or your home folder moved/);
  expect(readlinkSync(lock)).toBe('old-name-4711');

  const app = startApp({ userData, answer: 0 });
  await expect
    .poll(() => (lstatSync(lock, { throwIfNoEntry: false }) === undefined ? '' : readlinkSync(lock)))
    .toBe(`${hostname()}-${String(app.process.pid)}`);
  expect(app.dialogs()).toHaveLength(1);

  // The computer is renamed while the app runs: the process that has the profile is here all the same.
  unlinkSync(lock);
  symlinkSync(`old-name-${String(app.process.pid)}`, lock);
  const second = startApp({ userData, answer: 0 });
  expect(await second.ended).toBe(0);
  expect(second.dialogs()).toEqual([]);
  app.process.kill('SIGTERM');
  expect(await app.ended).toBe(0);
});

test('a file where the folder should be, and a place that takes no folders', async () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, 'mine');
  for (const userData of [file, '/proc/continuity']) {
    const app = startApp({ userData, args: ['--lang=de'] });
    await expectRefused(app, /kann nicht starten: Sein Ordner lässt sich nicht anlegen/, /--user-data-dir/);
  }
});

test('a folder of another user, or with a file of one in it', async () => {
  test.skip(!isRoot, 'only root gives files away');
  const userData = path.join(folder, 'foreign');
  mkdirSync(userData, { mode: 0o700 });
  chownSync(userData, NOBODY, NOBODY);
  await expectRefused(startApp({ userData, through: AS_USER }), /belongs to another user/, /administrator/);

  const inside = path.join(folder, 'foreign-inside');
  mkdirSync(path.join(inside, 'device'), { recursive: true });
  const records = path.join(inside, 'device', 'records.db');
  writeFileSync(records, '', { mode: 0o600 });
  chownSync(records, NOBODY, NOBODY);
  await expectRefused(startApp({ userData: inside, through: AS_USER }), /another user/, /records\.db/);
});

test('a folder that is closed to its own user', async () => {
  const userData = path.join(folder, 'closed');
  mkdirSync(userData);
  chmodSync(userData, 0o500);
  const through = isRoot ? AS_USER : [];
  await expectRefused(startApp({ userData, through }), /may not write to its folder/, /EACCES/);
});

test('a disk that is read-only, and one that is full', async () => {
  const readOnly = disk('read-only', 'ro,size=1m');
  const full = disk('full', 'size=64k');
  test.skip(readOnly === null || full === null, 'no right to mount a small file system');
  await expectRefused(startApp({ userData: readOnly ?? '' }), /disk of its folder is read-only/, /EROFS/);
  await expectRefused(startApp({ userData: full ?? '' }), /disk is full/, /Make some room/);
});
