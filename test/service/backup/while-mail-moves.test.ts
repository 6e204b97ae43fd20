/** G60: what is let go of, or comes, between two looks of a backup: the copy is as of one instant, and nobody else's to read. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { backup } from '../../../service/backup/backup.ts';
import { MAIL_FOLDER, UPLOAD_FOLDER } from '../../../service/mail-folders.ts';
import { startRig } from '../service-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Each is copied durably, so that the first look lasts for many turns of the loop. */
const LET_GO = Array.from({ length: 40 }, (_, n) => `gone${String(n)}.mail`);

/** Of the loop, in which the backup goes on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function stoppedService(): Promise<{
  readonly dataFolder: string;
  readonly target: string;
  readonly mail: string;
}> {
  const root = temporaryFolder();
  const dataFolder = path.join(root, 'data');
  await (await startRig({ folder: dataFolder })).stop();
  return { dataFolder, target: path.join(root, 'target'), mail: path.join(dataFolder, MAIL_FOLDER) };
}

test('mail that the service lets go of is not in it, and mail that comes or is still written is whole', async () => {
  const { dataFolder, target, mail } = await stoppedService();
  const put = (name: string, text: string): void => appendFileSync(path.join(mail, name), text);
  for (const name of LET_GO) put(name, 'taken in, and gone');
  put('written.mail', 'half of');
  const taken = backup({ dataFolder, target });
  const copies = path.join(`${target}.unfinished`, MAIL_FOLDER);
  while (!existsSync(copies) || readdirSync(copies).length === 0) await turn();
  for (const name of LET_GO) rmSync(path.join(mail, name));
  put('written.mail', ' it');
  put('later.mail', 'accepted');
  expect(await taken).toMatchObject({ messages: 2 });
  const copied = path.join(target, MAIL_FOLDER);
  expect(readdirSync(copied).sort()).toEqual(['later.mail', 'written.mail']);
  expect(readFileSync(path.join(copied, 'written.mail'), 'utf8')).toBe('half of it');
});

test.skipIf(process.platform === 'win32')(
  'it is open to nobody else, however open the original was',
  async () => {
    const { dataFolder, target, mail } = await stoppedService();
    writeFileSync(path.join(mail, 'one.mail'), 'mail');
    writeFileSync(path.join(dataFolder, UPLOAD_FOLDER, 'upload'), 'attachment');
    const inside = (folder: string): readonly string[] =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));
    for (const name of inside(dataFolder)) chmodSync(name, statSync(name).isDirectory() ? 0o755 : 0o644);
    await backup({ dataFolder, target });
    const open = [target, ...inside(target)].filter((name) => (statSync(name).mode & 0o077) !== 0);
    expect(open).toEqual([]);
    expect(inside(target).length).toBeGreaterThan(4);
  },
);
