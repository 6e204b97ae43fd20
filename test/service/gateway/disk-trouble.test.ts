/** A disk that is full or broken: nothing is acknowledged that is not stored (G20, G22). */
import { expect, test } from 'vitest';
import { startService } from '../mailbox/mail-service.ts';
import { createFaultyDisk, type DiskStep } from './faulty-disk.ts';
import { connectSmtp, sendRaw } from './raw-smtp.ts';

const MESSAGE = Buffer.from('Subject: hello\r\n\r\nhello\r\n');
/** More than is held until it is whole: it is written as it comes, and gets its name at the end. */
const LARGE = Buffer.from(`Subject: large\r\n\r\n${`${'x'.repeat(98)}\r\n`.repeat(40_000)}`);
const STEPS: readonly DiskStep[] = ['create', 'write', 'sync', 'rename', 'sync-folder'];

test.each([
  ['whole', MESSAGE, ['create', 'write', 'sync', 'sync-folder']],
  ['as it comes', LARGE, ['create', 'write', 'write', 'write', 'write', 'sync', 'rename', 'sync-folder']],
])('G20: written %s and synced, bytes and name, before 250', async (_how, message, steps) => {
  const disk = createFaultyDisk();
  const service = await startService({ wrapDisk: disk.wrap });
  const client = await connectSmtp(service.smtpPort);
  for (let n = 0; n < 3; n += 1) {
    disk.steps.length = 0;
    expect(await sendRaw(client, message)).toMatch(/^250/);
    expect(disk.steps).toEqual(steps);
  }
});

test.each(STEPS)(
  'G22: disk full at %s is 452, nothing is listed, and mail flows again when there is room',
  async (step) => {
    const disk = createFaultyDisk();
    const service = await startService({ wrapDisk: disk.wrap });
    const client = await connectSmtp(service.smtpPort);
    disk.fail(step, 'ENOSPC');
    expect(await sendRaw(client, step === 'rename' ? LARGE : MESSAGE)).toBe(
      '452 4.3.1 Storage is full, try again later',
    );
    expect(service.failures).toHaveLength(1);
    disk.recover();
    expect(await sendRaw(client, MESSAGE)).toMatch(/^250/);
    await service.mailboxes.idle();
    // A folder sync that failed leaves a whole message that was not acknowledged: a duplicate at worst.
    const messages = await service.db.selectFrom('messages').select('id').execute();
    expect(messages).toHaveLength(1);
  },
);

test.each(STEPS)('G22: EIO at %s is 451, and nothing more is accepted until a restart', async (step) => {
  const disk = createFaultyDisk();
  const service = await startService({ wrapDisk: disk.wrap });
  const client = await connectSmtp(service.smtpPort);
  disk.fail(step, 'EIO');
  expect(await sendRaw(client, step === 'rename' ? LARGE : MESSAGE)).toBe(
    '451 4.3.0 Storage trouble, try again later',
  );
  disk.recover();
  expect(await sendRaw(client, MESSAGE)).toMatch(/^451 4\.3\.0/);
});

test('a large message on a full disk is read to its end, then refused', async () => {
  const disk = createFaultyDisk();
  const service = await startService({ wrapDisk: disk.wrap });
  const client = await connectSmtp(service.smtpPort);
  disk.fail('write', 'ENOSPC');
  expect(await sendRaw(client, LARGE)).toMatch(/^452/);
  disk.recover();
  expect(await sendRaw(client, LARGE)).toMatch(/^250/);
});
