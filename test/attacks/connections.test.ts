/** Strangers' connections, by the thousand from one address: they are bounded, and devices come in all the same. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { STRANGER_LIMITS } from '../../service/connections/limits.ts';
import { SUBPROTOCOL } from '../../shared/protocol/version.ts';
import { createLightDevice } from '../journeys/light-device.ts';
import { startService } from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';
import path from 'node:path';

const LONG = process.env['CONTINUITY_LONG_ATTACKS'] === '1';
const SILENT_TCP = LONG ? 13_500 : 3_000;
const SILENT_WEBSOCKETS = LONG ? 4_000 : 2_500;
const DEVICES = 20;

async function silentTcp(port: number, localAddress: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function silentWebSocket(url: string, localAddress: string): Promise<WebSocket | null> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/device/v1`, SUBPROTOCOL, { localAddress });
  return new Promise((resolve) => {
    socket.once('open', () => resolve(socket));
    socket.on('error', () => resolve(null));
  });
}

async function figure(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)`, 'mu').exec(text)?.[1]);
}

test('devices come in within seconds while one address holds all the connections it can', async () => {
  const folder = temporaryFolder();
  const { devices } = await registerDevices(path.join(folder, 'service'), DEVICES);
  const service = await startService(folder);
  onTestFinished(() => service.kill());
  const port = Number(new URL(service.url).port);
  const attacker = '127.0.0.66';
  const held: { readonly destroy?: () => void; readonly terminate?: () => void }[] = [];
  onTestFinished(() => {
    for (const one of held) (one.destroy ?? one.terminate)?.call(one);
  });
  for (let opened = 0; opened < SILENT_TCP; opened += 500)
    held.push(...(await Promise.all(Array.from({ length: 500 }, () => silentTcp(port, attacker)))));
  for (let opened = 0; opened < SILENT_WEBSOCKETS; opened += 250) {
    const some = Array.from({ length: 250 }, () => silentWebSocket(service.url, attacker));
    held.push(...(await Promise.all(some)).filter((socket) => socket !== null));
  }
  expect(await figure(service.url, 'continuity_strangers')).toBeLessThanOrEqual(
    STRANGER_LIMITS.perClient + 10,
  );

  const from = performance.now();
  const all = devices.map(({ id, key }) => createLightDevice(id, key));
  await Promise.all(all.map((device) => device.connect(service.url)));
  expect(performance.now() - from).toBeLessThan(5000);
  expect(await figure(service.url, 'continuity_devices_online')).toBe(DEVICES);
});
