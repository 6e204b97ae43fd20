/** A revoked device, in processes of their own: sent away at once, wiped, and with no way back (G35). */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import { folderOfFile } from '../crash/hits.ts';
import { isOnline } from '../journeys/organisation.ts';
import { startDevice, startService } from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';

const folder = folderOfFile();
const LEFT_WITHIN_MS = 5 * SECOND_MS;

test('G35: revoked: its link ends, its mail and keys are gone from the disk', async () => {
  const { email } = await registerDevices(path.join(folder, 'service'), 0);
  const service = await startService(folder);
  onTestFinished(() => service.kill());
  const state = path.join(folder, 'device');
  const device = startDevice(service.url, email, state);
  onTestFinished(() => device.kill());
  const line = await device.until(({ type }) => type === 'registered');
  await device.until(isOnline);
  const revokedMs = performance.now();
  await service.admin('DELETE', `/devices/${String(line['deviceId'])}`);
  await device.until((said) => said.type === 'error' && said['code'] === 'revoked');
  const leftAfterMs = Math.round(performance.now() - revokedMs);
  console.log(JSON.stringify({ leftAfterMs }));
  expect(leftAfterMs).toBeLessThanOrEqual(LEFT_WITHIN_MS);
  device.say({ do: 'quit' });
  expect(await device.ended).toBe(0);
  const mail = path.join(state, 'mail');
  expect(existsSync(mail) ? readdirSync(mail) : []).toEqual([]);
  // The same folder again is a stranger, and needs the password.
  const env = { CONTINUITY_PASSWORD: 'wrong' };
  expect(await startDevice(service.url, email, state, { env }).ended).toBe(1);
});
