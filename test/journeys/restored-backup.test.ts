/** Real processes: the database is put back from a backup, and devices follow it back to older versions (G16). */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { auditVerdictSchema } from '../../shared/http/audit.ts';
import { addEvent, foundOrganisation, inMode, isNotice, isOnline } from './organisation.ts';
import { placeToKeep, startDevice, startService, type ServiceProcess } from './process-rig.ts';

const EMAIL = 'ada@north.example';
const FILES = ['continuity.db', 'continuity.db-wal'];

/** Once every entry of the audit log is noted outside the database: a kill before may lose the last second of it unseen (G41). */
async function anchored(service: ServiceProcess): Promise<void> {
  const beyond = async (): Promise<unknown> => {
    const { last, anchors } = auditVerdictSchema.parse(await service.admin('GET', '/audit/verify'));
    return (last?.seq ?? 0) - (anchors.last?.seq ?? 0);
  };
  await expect.poll(beyond).toBe(0);
}

test('G16: copied, run on, put back: the device returns to what the copy says', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-restore-'));
  const backup = path.join(folder, 'backup');
  mkdirSync(backup);
  const copy = (from: string, to: string): void => {
    for (const file of FILES) cpSync(path.join(from, file), path.join(to, file));
  };
  const data = path.join(folder, 'service');
  let service = await startService(folder, await placeToKeep());
  const { groupId } = await foundOrganisation(service, [EMAIL]);
  const device = startDevice(service.url, EMAIL, path.join(folder, 'device'));
  onTestFinished(async () => {
    await device.kill();
    await service.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const again = async (change: () => void): Promise<void> => {
    await service.kill();
    change();
    service = await startService(folder, new URL(service.url).host);
  };
  await device.until(isOnline);
  const eventId = await addEvent(service, groupId);
  await device.until(isNotice('start'));

  await again(() => copy(data, backup));
  for (const description of ['second', 'third', 'fourth'])
    await service.admin('PATCH', `/events/${eventId}`, { description });
  await service.admin('POST', `/events/${eventId}/end`);
  await device.until(isNotice('end'));
  const laterId = await addEvent(service, groupId, { startMessage: 'Not in the backup' });
  await device.until((line) => line.type === 'notice' && line['text'] === 'Not in the backup');
  await anchored(service);
  const before = device.lines.length;

  await again(() => {
    rmSync(path.join(data, 'continuity.db-shm'));
    copy(backup, data);
  });
  const back = await device.until(
    (line) =>
      device.lines.indexOf(line) >= before &&
      inMode('dr')(line) &&
      JSON.stringify(line['events']) === JSON.stringify([eventId]),
  );
  expect(back['events']).not.toContain(laterId);
  const { items } = await service.admin('GET', '/audit?service=continuity&limit=1');
  expect(items).toMatchObject([{ action: 'database.restore', actor: 'service' }]);
  // What was done between the copy and its return is not in it: the anchors outside the database know (G60).
  expect(await service.admin('GET', '/audit/verify')).toMatchObject({ intact: false });
  expect(service.stderr()).toContain('put back from a backup');

  // And it goes on from there: revisions that were used before mean something else now.
  await service.admin('POST', `/events/${eventId}/end`);
  await device.until(
    (line) => device.lines.indexOf(line) > device.lines.indexOf(back) && inMode('normal')(line),
  );
});
