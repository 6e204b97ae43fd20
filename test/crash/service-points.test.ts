/** The service killed at each named point, again and again on one data folder: what is committed reaches everyone, and the audit chain holds. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { MARK_FILE } from '../../service/storage/mark-file.ts';
import { openDatabase } from '../../service/storage/open-database.ts';
import { createLightDevice, type LightDevice } from '../journeys/light-device.ts';
import { addEvent } from '../journeys/organisation.ts';
import { startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { registerDevices, type RegisteredDevices } from '../journeys/registered-devices.ts';
import { inboxOf } from './inbox.ts';
import { folderOfFile, HITS, HITS_TIMEOUT_MS } from './hits.ts';

const root = folderOfFile();
let folder: string;
let count = 0;
let service: ServiceProcess | null = null;

beforeEach(() => {
  count += 1;
  folder = path.join(root, String(count));
  mkdirSync(folder);
});
afterEach(async () => {
  await service?.kill();
  service = null;
});

const fill = (devices: number): Promise<RegisteredDevices> =>
  registerDevices(path.join(folder, 'service'), devices);

async function start(crashAt = ''): Promise<ServiceProcess> {
  service = await startService(folder, '127.0.0.1:0', { env: { CONTINUITY_CRASH_AT: crashAt } });
  return service;
}

/** The request that the service does not live to answer. */
async function dyingOf(running: ServiceProcess, request: Promise<unknown>): Promise<void> {
  await expect(request).rejects.toThrow();
  expect(await running.ended).toBe('SIGKILL');
}

async function expectWholeChain(running: ServiceProcess): Promise<void> {
  expect(await running.admin('GET', '/audit/verify')).toMatchObject({ intact: true });
}

/** Once in, and never out again. */
const MODES = ['normal', 'dr'];

const descriptionOf = (device: LightDevice): string | undefined =>
  [...device.known().events.values()][0]?.description;

test.each(['event-committed-before-fanout', 'fanout-half'])(
  'G15: %s: every device has the change when the service is back',
  async (point) => {
    const { groupId, devices } = await fill(2);
    const [first, second] = devices.map(({ id, key }) => createLightDevice(id, key));
    if (first === undefined || second === undefined) throw new Error('two devices');
    const eventId = await addEvent(await start(), groupId);
    await service?.kill();
    let description = 'Exchange';
    const allAreBack = async (running: ServiceProcess): Promise<void> => {
      await expectWholeChain(running);
      await Promise.all([first.connect(running.url), second.connect(running.url)]);
      expect([descriptionOf(first), descriptionOf(second)]).toEqual([description, description]);
      expect([first.modes, second.modes]).toEqual([MODES, MODES]);
    };
    for (let hit = 1; hit <= HITS; hit += 1) {
      const running = await start(point);
      await allAreBack(running);
      description = String(hit);
      await dyingOf(running, running.admin('PATCH', `/events/${eventId}`, { description }));
      await Promise.all([first.ended(), second.ended()]);
      const told = [first, second].filter((device) => descriptionOf(device) === description);
      expect(told).toHaveLength(point === 'fanout-half' ? 1 : 0);
    }
    await allAreBack(await start());
  },
  HITS_TIMEOUT_MS,
);

test(
  'G17: ack-before-cursor: a receipt that was not acknowledged is sent again, and recorded once',
  async () => {
    const { groupId, devices } = await fill(1);
    const device = devices.map(({ id, key }) => createLightDevice(id, key))[0];
    if (device === undefined) throw new Error('a device');
    const eventId = await addEvent(await start(), groupId);
    await service?.kill();
    const receipt = (id: string): object => {
      const shownAt = new Date().toISOString();
      return { type: 'receipt', id, eventId, kind: 'start', shownAt };
    };
    for (let hit = 0; hit < HITS; hit += 1) {
      // The one before comes first, and passes the place too.
      const running = await start(`ack-before-cursor:${hit === 0 ? 1 : 2}`);
      await device.connect(running.url);
      if (hit > 0) {
        device.send(receipt(`receipt-${String(hit - 1)}`));
        await device.acknowledged(`receipt-${String(hit - 1)}`);
      }
      device.send(receipt(`receipt-${String(hit)}`));
      expect(await running.ended).toBe('SIGKILL');
      await expect(device.acknowledged(`receipt-${String(hit)}`)).rejects.toThrow();
    }
    const { receipts } = await (await start()).admin('GET', `/devices/${device.id}`);
    expect(receipts).toHaveLength(Math.min(HITS, 50));
  },
  HITS_TIMEOUT_MS,
);

test(
  'G35: revoke-before-close: a device that was revoked is refused by the next process',
  async () => {
    const { devices } = await fill(HITS);
    let revoked: LightDevice | null = null;
    const lastIsRefused = async (running: ServiceProcess): Promise<void> => {
      await expectWholeChain(running);
      if (revoked === null) return;
      await expect(revoked.connect(running.url)).rejects.toThrow();
      expect(await revoked.ended()).toMatchObject({ code: 4003 });
    };
    for (const { id, key } of devices) {
      const running = await start('revoke-before-close');
      await lastIsRefused(running);
      revoked = createLightDevice(id, key);
      await revoked.connect(running.url);
      await dyingOf(running, running.admin('DELETE', `/devices/${id}`));
    }
    await lastIsRefused(await start());
  },
  HITS_TIMEOUT_MS,
);

test(
  'G41: audit-row-before-hash: neither the work nor its row is there, and the chain holds',
  async () => {
    for (let hit = 0; hit < HITS; hit += 1) {
      const running = await start('audit-row-before-hash');
      await expectWholeChain(running);
      await dyingOf(running, running.admin('POST', '/groups', { name: 'never' }));
    }
    const running = await start();
    expect(await running.admin('GET', '/groups')).toMatchObject({ items: [] });
    await running.admin('POST', '/groups', { name: 'at last' });
    expect(await running.admin('GET', '/audit/verify')).toMatchObject({ intact: true, rows: 1 });
  },
  HITS_TIMEOUT_MS,
);

test.each([
  ['smtp-data-before-commit', 0],
  ['commit-before-250', 1],
])(
  'G21: %s: the sender has no 250, and the mailbox has %i of each',
  async (point, each) => {
    const { email } = await fill(0);
    for (let hit = 0; hit < HITS; hit += 1) {
      const running = await start(point);
      await dyingOf(running, send(running, email, `subject ${String(hit)}`));
    }
    const running = await start();
    await send(running, email, 'the last');
    expect((await inboxOf(running, email, each * HITS + 1)).size).toBe(each * HITS + 1);
  },
  HITS_TIMEOUT_MS,
);

async function send({ smtpPort }: ServiceProcess, to: string, subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
  await transport.sendMail({ from: 'sender@elsewhere.example', to, subject, text: 'body' });
}

describe('at the start', () => {
  test(
    'G16: restore-epoch: the next start begins the epoch, and the audit log says so once',
    async () => {
      await (await start()).kill();
      for (let hit = 0; hit < HITS; hit += 1) {
        rmSync(path.join(folder, 'service', MARK_FILE));
        await expect(start('restore-epoch')).rejects.toThrow('SIGKILL');
        const running = await start();
        expect(await running.admin('GET', '/audit/verify')).toMatchObject({ intact: true, rows: hit + 1 });
        await running.kill();
      }
    },
    HITS_TIMEOUT_MS,
  );

  test(
    'G43: migration-step-n: the next start goes on from the last whole step',
    async () => {
      for (let hit = 0; hit < HITS; hit += 1) {
        const data = path.join(folder, String(hit));
        mkdirSync(data);
        const step = MIGRATIONS[hit % MIGRATIONS.length]?.number;
        const env = { CONTINUITY_CRASH_AT: `migration-step-${String(step)}` };
        await expect(startService(data, '127.0.0.1:0', { env })).rejects.toThrow('SIGKILL');
        const { db, close } = await openDatabase(path.join(data, 'service'), MIGRATIONS);
        expect(await db.selectFrom('messages').select('id').execute()).toEqual([]);
        await close();
      }
    },
    HITS_TIMEOUT_MS,
  );
});
