/** What a crash left half written under its name: it was never acknowledged, and nobody sees it (G20, G22). */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createMessageFiles } from '../../../service/mailbox/message-files.ts';
import { envelopeLine, type MailEnvelope } from '../../../service/mailbox/message-file.ts';
import { openNodeDisk } from '../../../service/mailbox/node-disk.ts';
import { startService } from '../mailbox/mail-service.ts';
import { steeredClock } from '../mailbox/steered-clock.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const MESSAGE = 'Subject: hello\r\n\r\nhello\r\n';
const clock = steeredClock();
const envelope: MailEnvelope = {
  ...{ version: 1, id: 'M1', sender: '', sentBy: null, traceBytes: 0 },
  receivedAt: new Date(clock.nowMs()).toISOString(),
  deliveries: [{ address: 'katharina@example.com', groupId: null, personIds: ['katharina'] }],
  bytes: MESSAGE.length,
};
const WHOLE = Buffer.concat([envelopeLine(envelope), Buffer.from(MESSAGE)]);
const ENVELOPE_BYTES = WHOLE.length - MESSAGE.length;

function leave(bytes: number): string {
  const folder = temporaryFolder();
  openNodeDisk(path.join(folder, 'mail'));
  writeFileSync(path.join(folder, 'mail', 'M1.mail'), WHOLE.subarray(0, bytes));
  return folder;
}

test.each([
  [0, 0],
  [10, 0],
  [ENVELOPE_BYTES, 0],
  [WHOLE.length - 1, 0],
  [WHOLE.length, 1],
])(
  'a file cut off after %i bytes is gone after the start, and %i messages are listed',
  async (bytes, listed) => {
    const folder = leave(bytes);
    const service = await startService({ folder, clock });
    await service.mailboxes.idle();
    expect(service.failures).toEqual([]);
    expect(await service.db.selectFrom('messages').select('id').execute()).toHaveLength(listed);
    expect(readdirSync(path.join(folder, 'mail'))).toHaveLength(listed);
    await service.stop();
  },
);

test('it is not taken for a message that is there', async () => {
  for (const bytes of [0, ENVELOPE_BYTES + 1]) {
    const files = createMessageFiles(openNodeDisk(path.join(leave(bytes), 'mail')));
    expect(await files.head('M1')).toBeNull();
  }
});

test('a message that is being written is nothing that a look at the disk finds', async () => {
  let sync = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    sync = resolve;
  });
  const disk = openNodeDisk(temporaryFolder());
  let listed = async (): Promise<void> => undefined;
  const files = createMessageFiles({
    ...disk,
    syncFolder: async () => {
      await listed();
      await held;
    },
  });
  const seen: (readonly string[])[] = [];
  listed = async () => {
    seen.push(await files.ids());
    sync();
  };
  const draft = await files.begin(envelope);
  await draft.write(Buffer.from(MESSAGE));
  await draft.commit();
  expect(seen).toEqual([[]]);
  expect(await files.ids()).toEqual(['M1']);
});
