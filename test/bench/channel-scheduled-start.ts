/** D0, the service's half: what a scheduled event costs the service when it starts and ends. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createChannel } from '../../service/channel/channel.ts';
import type { ServiceClock } from '../../service/channel/ports.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import { CHANNEL_PATH } from '../../shared/protocol/version.ts';
import { createMemoryTruth, type MemoryTruth } from '../fakes/memory-truth.ts';
import { createDeviceKey, openDevice, type TestDevice } from '../service/channel/test-device.ts';
import type { Bench } from './figure.ts';
import { sized } from './size.ts';

const DEVICES = sized(200, 10);
/** Shorter than the first ping, so that nothing but the event could send a frame. */
const STARTS_AFTER_MS = 2 * SECOND_MS;
const LASTS_MS = 2 * SECOND_MS;
const WATCHED_MS = STARTS_AFTER_MS + LASTS_MS + SECOND_MS;

export const bench: Bench = {
  async run(print) {
    const memory = createMemoryTruth(Date.now());
    const groupId = await memory.addGroup('everyone');
    const channel = createChannel({ truth: memory.truth, clock: systemClock, ...NO_RECORDS });
    const server = createServer();
    channel.attach(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const devices = await connectAll(memory, groupId, `ws://127.0.0.1:${port}${CHANNEL_PATH}`);
    const startMs = Date.now() + STARTS_AFTER_MS;
    await memory.addEvent({ description: 'Planned', groupId, startMs, endMs: startMs + LASTS_MS });
    await Promise.all(devices.map((device) => device.take('event')));
    const before = { frames: channel.counters.framesOut, reads: memory.reads.count };
    await afterMs(WATCHED_MS);
    const of = { devices: DEVICES, watchedMs: WATCHED_MS, covers: 'start and end' };
    const frames = channel.counters.framesOut - before.frames;
    const reads = memory.reads.count - before.reads;
    print({ goal: 'D0', name: 'frames at a scheduled start and end', value: frames, unit: 'frames', of });
    print({
      goal: 'D0',
      name: 'reads of the truth at a scheduled start and end',
      value: reads,
      unit: 'reads',
      of,
    });
    for (const { ws } of devices) ws.terminate();
    channel.stop();
    server.close();
  },
};

const systemClock: ServiceClock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

const NO_RECORDS = {
  records: {
    saveFacts: () => Promise.resolve(),
    saveReport: () => Promise.resolve(),
    saveReceipt: () => Promise.resolve(),
  },
  tokens: {
    issue: (_device: unknown, nowMs: number) =>
      Promise.resolve({ accessToken: 'bench', expiresAtMs: nowMs + 10 * MINUTE_MS }),
  },
  log: { write: (level: string, message: string) => console.error(level, message) },
};

async function connectAll(memory: MemoryTruth, groupId: string, url: string): Promise<readonly TestDevice[]> {
  const devices: TestDevice[] = [];
  for (let index = 0; index < DEVICES; index += 1) {
    const name = `device ${index}`;
    const person = { email: `${index}@example.com`, displayName: name, disasterRecovery: true };
    const userId = await memory.addPerson({ ...person, groupIds: [groupId] });
    const key = createDeviceKey();
    const device = await openDevice(url, await memory.addDevice(userId, key.publicKey), key);
    await device.authenticate();
    await device.take('token');
    devices.push(device);
  }
  return devices;
}

function afterMs(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    systemClock.schedule(delayMs, resolve);
  });
}
