/** Fills a data folder, before a service opens it, with people and devices of theirs whose keys a test knows. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fromMs } from '../../shared/domain/instant.ts';
import { openCore } from '../service/core-rig.ts';
import { createDeviceKey, type DeviceKey } from '../service/channel/test-device.ts';
import { PASSWORD } from './process-rig.ts';

export interface RegisteredDevices {
  readonly groupId: string;
  readonly email: string;
  /** All of one person. */
  readonly devices: readonly { readonly id: string; readonly key: DeviceKey }[];
}

/**
 * Over REST each would cost a password's hash. In a folder beside it, and then copied: this process lets go of a database
 * that it has closed when it collects its garbage, and takes its log away then, under a service that was killed meanwhile.
 */
export async function registerDevices(folder: string, count: number): Promise<RegisteredDevices> {
  const beside = `${folder}-filled`;
  mkdirSync(beside, { recursive: true });
  const rig = await openCore(beside);
  const email = 'ada@north.example';
  const groupId = await rig.addGroup('London');
  const personId = await rig.addPerson(email, PASSWORD);
  await rig.core.people.edit('tester', personId, { permissions: { disasterRecovery: true } });
  await rig.core.groups.setMember('tester', groupId, personId, true);
  const devices = Array.from({ length: count }, () => ({ id: randomUUID(), key: createDeviceKey() }));
  const facts = { personId, platform: 'linux', appVersion: '0.1.0', registeredAt: fromMs(Date.now()) };
  for (const { id, key } of devices) {
    const row = {
      id,
      publicKey: key.publicKey,
      name: id,
      nameKey: id,
      personKey: email,
      ...facts,
      signedIn: 1,
      cachedMode: 1,
    } as const;
    await rig.db.insertInto('devices').values(row).execute();
  }
  await rig.close();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(beside).filter((one) => !/-(?:wal|shm)$/u.test(one)))
    copyFileSync(path.join(beside, name), path.join(folder, name));
  return { groupId, email, devices };
}
