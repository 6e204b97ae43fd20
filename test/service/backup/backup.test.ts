/** G60: a backup restores all up to its instant, taken by the command under load or by hand; what is missing is said. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ANCHOR_FILE } from '../../../service/audit/anchor-file.ts';
import { backup } from '../../../service/backup/backup.ts';
import { MARK_FILE } from '../../../service/storage/mark-file.ts';
import { DATABASE_FILE } from '../../../service/storage/open-database.ts';
import { connectSmtp, sendRaw } from '../gateway/raw-smtp.ts';
import { SOON } from '../mail-flow/flow-rig.ts';
import { PASSWORD, subjectsOf } from '../mail-flow/whole-jmap.ts';
import { callReady, launch, launchReady, type Ready } from '../service-process.ts';
import { startRig, text } from '../service-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const ADA = 'ada@example.com';

interface Verdict {
  readonly intact: boolean;
  readonly rows: number;
  readonly firstBad: { readonly seq: number; readonly reason: string } | null;
}

const verdictOf = async (ready: Ready): Promise<Verdict> =>
  (await (await callReady(ready, 'GET', '/api/v1/audit/verify')).json()) as Verdict;

async function addGroup(ready: Ready, name: string): Promise<void> {
  expect((await callReady(ready, 'POST', '/api/v1/groups', { name })).status).toBe(201);
}

async function send(ready: Ready, subject: string): Promise<void> {
  const client = await connectSmtp(ready.smtp.port);
  expect(await sendRaw(client, Buffer.from(`Subject: ${subject}\r\n\r\nHello\r\n`), { to: [ADA] })).toMatch(
    /^250/,
  );
  client.end();
}

test('taken while mail and administration go on, it has all that was done before, and starts intact', async () => {
  const folder = temporaryFolder();
  const { ready } = await launchReady(folder);
  const ada = await callReady(ready, 'POST', '/api/v1/users', { email: ADA, displayName: 'Ada' });
  const id = text(await ada.json(), 'id');
  const before = Array.from({ length: 10 }, (_, n) => `before ${String(n)}`);
  for (const subject of before) {
    await send(ready, subject);
    await addGroup(ready, subject);
  }
  const target = path.join(temporaryFolder(), 'backup');
  const { child, ended } = launch(['backup', '--data', folder, '--to', target]);
  // For as long as it takes, and no less than once.
  for (let n = 0; n === 0 || child.exitCode === null; n += 1) {
    await send(ready, `during ${String(n)}`);
    await addGroup(ready, `during ${String(n)}`);
  }
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
  expect(statSync(target).mode & 0o077).toBe(0);
  // Devices may know more than the copy: without the mark its first start begins a new epoch.
  expect(readdirSync(target)).not.toContain(MARK_FILE);

  const restored = await startRig({ folder: target });
  const verdict = await restored.call('GET', '/api/v1/audit/verify');
  expect(verdict.body).toMatchObject({ intact: true, firstBad: null });
  await restored.call('PATCH', `/api/v1/users/${id}`, { body: { password: PASSWORD } });
  const groups = await restored.call('GET', '/api/v1/groups?limit=1000');
  for (const name of before) expect(JSON.stringify(groups.body)).toContain(`"${name}"`);
  await expect
    .poll(
      async () => (await subjectsOf(restored, ADA, id)).filter((one) => before.includes(String(one))).length,
      SOON,
    )
    .toBe(before.length);
  await restored.stop();
});

describe('by hand', () => {
  test('the database file alone, copied while the service runs, is not called intact', async () => {
    const folder = temporaryFolder();
    const { ready } = await launchReady(folder);
    for (const name of ['London', 'Rome']) await addGroup(ready, name);
    const copy = temporaryFolder();
    copyFileSync(path.join(folder, DATABASE_FILE), path.join(copy, DATABASE_FILE));
    expect((await verdictOf(ready)).rows).toBe(2);

    const restored = await startRig({ folder: copy });
    expect((await restored.call('GET', '/api/v1/audit/verify')).body).toMatchObject({
      intact: false,
      firstBad: { reason: 'copied-without-log' },
    });
    await restored.stop();
    // And it stays known, over restarts and whatever follows.
    const again = await startRig({ folder: copy });
    expect((await again.call('GET', '/api/v1/audit/verify')).body).toMatchObject({ intact: false });
    await again.stop();
  });

  test('put back over a newer one, every entry is missed that was a second old when the service was killed', async () => {
    const folder = temporaryFolder();
    const first = await launchReady(folder);
    await addGroup(first.ready, 'London');
    first.child.kill('SIGTERM');
    await first.ended;
    const copy = temporaryFolder();
    copyFileSync(path.join(folder, DATABASE_FILE), path.join(copy, DATABASE_FILE));

    const second = await launchReady(folder);
    for (const name of ['Rome', 'Oslo', 'Paris']) await addGroup(second.ready, name);
    const noted = (): string => readFileSync(path.join(folder, ANCHOR_FILE), 'utf8');
    await expect.poll(noted, SOON).toMatch(/"seq":4/);
    second.child.kill('SIGKILL');
    await second.ended;
    for (const name of readdirSync(folder)) if (/-(?:wal|shm)$/.test(name)) rmSync(path.join(folder, name));
    copyFileSync(path.join(copy, DATABASE_FILE), path.join(folder, DATABASE_FILE));

    const third = await launchReady(folder);
    expect(await verdictOf(third.ready)).toMatchObject({ intact: false });
    third.child.kill('SIGTERM');
    expect((await third.ended).stderr).toContain('the audit log lacks entries');
  });

  test('put back beside the log of a killed service, which belongs to the newer file: refused, and said', async () => {
    const folder = temporaryFolder();
    const first = await launchReady(folder);
    await addGroup(first.ready, 'London');
    first.child.kill('SIGTERM');
    await first.ended;
    const copy = path.join(temporaryFolder(), DATABASE_FILE);
    copyFileSync(path.join(folder, DATABASE_FILE), copy);
    const second = await launchReady(folder);
    // A log that has begun anew is not all of what came after the copy.
    const logBytes = (): number => statSync(path.join(folder, `${DATABASE_FILE}-wal`)).size;
    for (let bytes = 0, round = 0; logBytes() >= bytes; round += 1) {
      bytes = logBytes();
      const names = Array.from({ length: 50 }, (_, n) => `Rome ${String(round)} ${String(n)}`);
      await Promise.all(names.map((name) => addGroup(second.ready, name)));
    }
    second.child.kill('SIGKILL');
    await second.ended;
    copyFileSync(copy, path.join(folder, DATABASE_FILE));
    const refused = await launch(['--data', folder, '--http', '127.0.0.1:0', '--smtp', '127.0.0.1:0']).ended;
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('remove continuity.db-wal');
  });

  test('a killed service, started again where it was, has lost nothing and says so', async () => {
    const folder = temporaryFolder();
    const first = await launchReady(folder);
    await addGroup(first.ready, 'London');
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await launchReady(folder);
    expect(await verdictOf(second.ready)).toMatchObject({ intact: true, rows: 1 });
  });
});

describe('the command refuses', () => {
  test.each([
    ['a target that is there', 'there', /exists already/],
    ['a target in the data folder', path.join('data', 'backup'), /does not go into/],
  ])('%s, and changes nothing', async (_what, to, said) => {
    const root = temporaryFolder();
    const dataFolder = path.join(root, 'data');
    const rig = await startRig({ folder: dataFolder });
    await rig.stop();
    mkdirSync(path.join(root, 'there'));
    await expect(backup({ dataFolder, target: path.join(root, to) })).rejects.toThrow(said);
    expect(readdirSync(path.join(root, 'there'))).toEqual([]);
    expect(existsSync(path.join(dataFolder, 'backup'))).toBe(false);
  });

  test('a message without its file and a damaged database, and leaves nothing', async () => {
    const root = temporaryFolder();
    const dataFolder = path.join(root, 'data');
    const rig = await startRig({ folder: dataFolder });
    await rig.call('POST', '/api/v1/users', { body: { email: ADA, displayName: 'Ada' } });
    const client = await connectSmtp(rig.service.smtp.port);
    await sendRaw(client, Buffer.from('Subject: hello\r\n\r\nHello\r\n'), { to: [ADA] });
    const mail = path.join(dataFolder, 'mail');
    await expect
      .poll(async () => JSON.stringify((await rig.call('GET', '/metrics')).body), SOON)
      .toContain('continuity_mail_waiting 0');
    await rig.stop();
    const [name = ''] = readdirSync(mail);
    const bytes = readFileSync(path.join(mail, name));
    rmSync(path.join(mail, name));
    const target = path.join(root, 'target');
    await expect(backup({ dataFolder, target })).rejects.toThrow(/have no file/);
    expect(readdirSync(root)).toEqual(['data']);
    appendFileSync(path.join(mail, name), bytes);
    expect(await backup({ dataFolder, target })).toMatchObject({ messages: 1, auditIntact: true });
  });

  test.each([
    [['backup'], 2],
    [['backup', '--to', '/tmp/never', '--data', '/nowhere'], 1],
    [['backup', '--help'], 0],
  ] as const)('%j ends with %i', async (args, code) => {
    expect((await launch(args).ended).code).toBe(code);
  });
});
