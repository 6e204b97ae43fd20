/** A link that is dead and tells neither side: the device notices by silence alone, and follows when the network is back (G2, G3); skipped where no network namespace may be made. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import { folderOfFile } from '../crash/hits.ts';
import { isOnline } from '../journeys/organisation.ts';
import { startDevice, startService } from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';

const NAMESPACE = `continuity-${String(process.pid)}`;
const ip = (...words: readonly string[]): boolean => spawnSync('ip', words).status === 0;
const mayMake = ip('netns', 'add', NAMESPACE) && ip('netns', 'delete', NAMESPACE);
const folder = folderOfFile();

const NOTICED_WITHIN_MS = 30 * SECOND_MS;
const BACK_WITHIN_MS = 35 * SECOND_MS;

test.skipIf(!mayMake)(
  'G3: nothing arrives any more, and no socket says so: offline by silence, online again with the network',
  async () => {
    ip('netns', 'add', NAMESPACE);
    onTestFinished(() => void ip('netns', 'delete', NAMESPACE));
    const loopback = (state: 'up' | 'down'): boolean => ip('-n', NAMESPACE, 'link', 'set', 'lo', state);
    expect(loopback('up')).toBe(true);
    const { email } = await registerDevices(path.join(folder, 'service'), 0);
    const under = ['ip', 'netns', 'exec', NAMESPACE];
    const service = await startService(folder, '127.0.0.1:0', { under });
    onTestFinished(() => service.kill());
    const device = startDevice(service.url, email, path.join(folder, 'device'), { under });
    onTestFinished(() => device.kill());
    await device.until(isOnline);
    const linksBefore = device.lines.filter(({ type }) => type === 'link').length;
    const laterLinks = () => device.lines.filter(({ type }) => type === 'link').slice(linksBefore);

    expect(loopback('down')).toBe(true);
    const downMs = performance.now();
    await device.until(() => laterLinks().some(({ state }) => state === 'offline'));
    const noticedAfterMs = Math.round(performance.now() - downMs);
    expect(loopback('up')).toBe(true);
    const upMs = performance.now();
    await device.until(() => laterLinks().some(({ state }) => state === 'online'));
    const backAfterMs = Math.round(performance.now() - upMs);
    console.log(JSON.stringify({ noticedAfterMs, backAfterMs }));
    expect(noticedAfterMs).toBeLessThanOrEqual(NOTICED_WITHIN_MS);
    expect(backAfterMs).toBeLessThanOrEqual(BACK_WITHIN_MS);
  },
);
