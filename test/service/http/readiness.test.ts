/** `/readyz`: what cannot be done, who is sent elsewhere because of it, and nothing that strangers should not read. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mailStorageReadiness } from '../../../service/mailbox/storage-readiness.ts';
import { createMessageFiles } from '../../../service/mailbox/message-files.ts';
import { openNodeDisk } from '../../../service/mailbox/node-disk.ts';
import { createFaultyDisk } from '../gateway/faulty-disk.ts';
import { connectSmtp, sendRaw } from '../gateway/raw-smtp.ts';
import { SOON, startFlow, type FlowRig } from '../mail-flow/flow-rig.ts';
import { START_MS } from '../service-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';

let flow: FlowRig;

beforeEach(async () => {
  flow = await startFlow();
  await flow.addPerson('anna@example.com');
});
afterEach(() => flow.rig.stop());

const readiness = () => flow.call('GET', '/readyz', { token: null });

test('nothing is wrong: 200 and no problems', async () => {
  expect(await readiness()).toMatchObject({ status: 200, body: { status: 'ok', problems: [] } });
});

test('no way to the primary: said, since when, without its name; and requests are still taken here', async () => {
  flow.rig.world.wallMs += 60_000;
  await flow.sink.stop();
  await flow.send('waits', ['anna@example.com']);
  await expect
    .poll(readiness, SOON)
    .toMatchObject({ status: 200, body: { status: 'limited', problems: [{ code: 'primary-unreachable' }] } });
  const text = JSON.stringify((await readiness()).body);
  expect(text).toContain(new Date(START_MS + 60_001).toISOString());
  expect(text).not.toMatch(/127\.0\.0\.1|example\.com|anna/u);
  expect((await flow.call('GET', '/healthz', { token: null })).body).toEqual({ status: 'ok' });

  await flow.sink.listenAgain();
  await flow.advance(3_600_000);
  await expect.poll(readiness, SOON).toMatchObject({ body: { status: 'ok', problems: [] } });
});

test('mail that is refused is said at once, though the last look found nothing wrong', async () => {
  expect(await readiness()).toMatchObject({ body: { status: 'ok' } });
  rmSync(path.join(flow.rig.folder, 'mail'), { recursive: true });
  const client = await connectSmtp(flow.rig.service.smtp.port);
  expect(
    await sendRaw(client, Buffer.from('Subject: no\r\n\r\nno\r\n'), { to: ['anna@example.com'] }),
  ).toMatch(/^451/);
  expect(await readiness()).toMatchObject({
    status: 200,
    body: { status: 'limited', problems: [{ code: 'mail-refused' }] },
  });
});

test('a full disk is found without a message, and is over when there is room; a broken one is not', async () => {
  const disk = createFaultyDisk();
  const clock = { monotonicMs: 0 };
  const files = createMessageFiles(disk.wrap(openNodeDisk(temporaryFolder())));
  const look = mailStorageReadiness(files, () => clock.monotonicMs);
  const later = (ms: number) => {
    clock.monotonicMs += ms;
    return look();
  };
  expect(await look()).toEqual([]);
  disk.fail('write', 'ENOSPC');
  expect(JSON.stringify(await later(15_000))).toMatch(/mail-refused.*452/);
  disk.recover();
  expect(await later(1000)).toEqual([]);
  // However often strangers ask.
  disk.steps.length = 0;
  for (let n = 0; n < 100; n += 1) await later(100);
  expect(disk.steps).toEqual([]);

  disk.fail('sync', 'EIO');
  expect(JSON.stringify(await later(15_000))).toMatch(/mail-refused.*451/);
  disk.recover();
  expect(await later(60_000)).toHaveLength(1);
});
