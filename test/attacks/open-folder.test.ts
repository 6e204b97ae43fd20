/** Attack: another user of the computer reads a data folder that was made, or copied, with wider rights. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makePrivate } from '../../service/storage/private-folder.ts';
import { makePrivate as makeStatePrivate } from '../../electron/adapters/state/make-private.ts';
import { startRig } from '../service/service-rig.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';
import { connectSmtp, sendRaw } from '../service/gateway/raw-smtp.ts';

const onUnix = test.runIf(process.platform !== 'win32');
const NOBODY = 65_534;
const asRoot = test.runIf(process.getuid?.() === 0);

/** Below `folder`, itself included: what its group or others may do anything with. */
function wideIn(place: string): readonly string[] {
  const stats = lstatSync(place);
  const within = stats.isDirectory()
    ? readdirSync(place).flatMap((name) => wideIn(path.join(place, name)))
    : [];
  return [...((stats.mode & 0o077) === 0 ? [] : [place]), ...within];
}

function openUp(place: string): void {
  const isFolder = lstatSync(place).isDirectory();
  if (isFolder) for (const name of readdirSync(place)) openUp(path.join(place, name));
  chmodSync(place, isFolder ? 0o755 : 0o644);
}

/** A folder as a running service has it: database with its log, mail, marks, anchors, lock. */
async function usedFolder(): Promise<string> {
  const folder = path.join(temporaryFolder(), 'data');
  const rig = await startRig({ folder });
  await rig.call('POST', '/api/v1/users', { body: { email: 'ada@example.com', displayName: 'Ada' } });
  const client = await connectSmtp(rig.service.smtp.port);
  await sendRaw(client, Buffer.from('Subject: x\r\n\r\nx\r\n'), { to: ['ada@example.com'] });
  client.end();
  expect(wideIn(folder)).toEqual([]);
  // With its write-ahead log, which a stop would merge.
  const copy = path.join(temporaryFolder(), 'copy');
  cpSync(folder, copy, { recursive: true });
  await rig.stop();
  return copy;
}

onUnix(
  'what a service writes is its user’s alone, and what was wider is taken back at the start',
  async () => {
    const folder = await usedFolder();
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['continuity.db', 'continuity.db-wal', 'mail']),
    );
    openUp(folder);
    const rig = await startRig({ folder });
    expect(wideIn(folder)).toEqual([]);
    await rig.stop();
  },
);

asRoot('another user reads nothing of it', async () => {
  const folder = await usedFolder();
  openUp(folder);
  chmodSync(path.dirname(folder), 0o755);
  const readable = (): number =>
    spawnSync('cat', [path.join(folder, 'continuity.db')], { uid: NOBODY, gid: NOBODY }).status ?? -1;
  expect(readable()).toBe(0);
  const rig = await startRig({ folder });
  expect(readable()).not.toBe(0);
  await rig.stop();
});

asRoot('where the rights are another’s to give, the service refuses and says why', () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o777);
  const script = `import { makePrivate } from ${JSON.stringify(path.resolve('service/storage/private-folder.ts'))}; makePrivate(process.argv[1]);`;
  // As somebody who may write there, and does not own it.
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', script, folder],
    { uid: NOBODY, gid: NOBODY, encoding: 'utf8', env: { ...process.env, HOME: '/nonexistent' } },
  );
  expect(status).not.toBe(0);
  expect(stderr).toContain('belongs to another user');
});

onUnix('a link out of the folder is not followed, and refused where it leads to what others may read', () => {
  const [folder, outside] = [temporaryFolder(), temporaryFolder()];
  const file = path.join(outside, 'file');
  writeFileSync(file, 'x', { mode: 0o600 });
  symlinkSync(file, path.join(folder, 'link'));
  expect(makePrivate(folder)).toEqual([]);
  chmodSync(file, 0o644);
  expect(() => makePrivate(folder)).toThrow('leads to what other users may read');
  expect(lstatSync(file).mode & 0o777).toBe(0o644);
});

onUnix(
  'the device takes rights back in its state folder too, and leaves alone what a link leads to',
  async () => {
    const [folder, outside] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(path.join(folder, 'mail'));
    writeFileSync(path.join(folder, 'mail', 'one'), 'x');
    openUp(folder);
    chmodSync(outside, 0o755);
    symlinkSync(outside, path.join(folder, 'link'));
    await makeStatePrivate(folder);
    expect(wideIn(folder).filter((place) => !place.endsWith('link'))).toEqual([]);
    expect(lstatSync(outside).mode & 0o777).toBe(0o755);
  },
);

onUnix('a hundred thousand messages are looked at while nobody notices', () => {
  const folder = temporaryFolder();
  for (let index = 0; index < 10_000; index += 1)
    writeFileSync(path.join(folder, String(index)), '', { mode: 0o600 });
  const beganAt = process.cpuUsage();
  expect(makePrivate(folder)).toEqual([]);
  const { user, system } = process.cpuUsage(beganAt);
  // A tenth of them, in processor time: whatever else the machine does.
  expect((user + system) / 1000).toBeLessThan(500);
});
