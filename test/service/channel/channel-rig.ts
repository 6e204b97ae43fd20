/** A channel on a real server, over a truth in memory and a clock that the test steers. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChannel, type Channel, type ChannelDeps } from '../../../service/channel/channel.ts';
import type { DeviceRecords, Truth } from '../../../service/channel/ports.ts';
import type { ContinuityEvent } from '../../../shared/domain/continuity-event.ts';
import { MINUTE_MS } from '../../../shared/domain/instant.ts';
import { CHANNEL_PATH } from '../../../shared/protocol/version.ts';
import { createMemoryTruth, type MemoryTruth } from '../../fakes/memory-truth.ts';
import { createSteeredServiceClock, type SteeredServiceClock } from '../../fakes/steered-service-clock.ts';
import { createDeviceKey, openDevice, type DeviceKey, type TestDevice } from './test-device.ts';

export const START_MS = Date.parse('2026-11-23T09:00:00.000Z');

export interface Registered {
  readonly deviceId: string;
  readonly userId: string;
  readonly key: DeviceKey;
}

export interface SavedRecord {
  readonly kind: keyof DeviceRecords;
  readonly deviceId: string;
  readonly value: unknown;
}

export interface ChannelRig {
  readonly channel: Channel;
  readonly truth: MemoryTruth;
  readonly clock: SteeredServiceClock;
  readonly saved: SavedRecord[];
  readonly logged: { readonly level: string; readonly message: string; readonly fields: unknown }[];
  readonly port: number;
  readonly url: string;
  readonly groupId: string;
  /** A person of the group with a device. */
  readonly register: () => Promise<Registered>;
  /** A connection that is open and has said nothing. */
  readonly open: (of: Registered) => Promise<TestDevice>;
  /** A connection that has its first token. */
  readonly connect: (of: Registered, claim?: object) => Promise<TestDevice>;
  readonly addEvent: (fields?: Partial<Pick<ContinuityEvent, 'description'>>) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function createRig(
  deps: Partial<Omit<ChannelDeps, 'truth'>> = {},
  wrapTruth: (truth: Truth) => Truth = (truth) => truth,
): Promise<ChannelRig> {
  const truth = createMemoryTruth(START_MS);
  const clock = createSteeredServiceClock(START_MS);
  const saved: SavedRecord[] = [];
  const logged: ChannelRig['logged'] = [];
  const channel = createChannel({
    truth: wrapTruth(truth.truth),
    records: recordsInto(saved),
    tokens: {
      issue: async (device, nowMs) => ({
        accessToken: `token-${device.id}-${String(nowMs)}`,
        expiresAtMs: nowMs + 10 * MINUTE_MS,
      }),
    },
    clock,
    log: { write: (level, message, fields) => logged.push({ level, message, fields }) },
    ...deps,
  });
  const server = createServer();
  channel.attach(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `ws://127.0.0.1:${String(port)}${CHANNEL_PATH}`;
  const groupId = await truth.addGroup('London');
  const devices: TestDevice[] = [];

  const open = async ({ deviceId, key }: Registered): Promise<TestDevice> => {
    const device = await openDevice(url, deviceId, key);
    devices.push(device);
    return device;
  };
  return {
    channel,
    truth,
    clock,
    saved,
    logged,
    port,
    url,
    groupId,
    open,
    async register() {
      const person = { email: 'ada@example.com', displayName: 'Ada', disasterRecovery: true };
      const userId = await truth.addPerson({ ...person, groupIds: [groupId] });
      const key = createDeviceKey();
      return { userId, key, deviceId: await truth.addDevice(userId, key.publicKey) };
    },
    async connect(of, claim) {
      const device = await open(of);
      await device.authenticate(claim);
      await device.take('token');
      return device;
    },
    addEvent: ({ description = 'Mail is down' } = {}) =>
      truth.addEvent({ description, groupId, startMs: START_MS, endMs: null }),
    async close() {
      for (const { ws } of devices) ws.terminate();
      channel.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function recordsInto(saved: SavedRecord[]): DeviceRecords {
  const keep =
    (kind: keyof DeviceRecords) =>
    async (deviceId: string, value: unknown): Promise<void> => {
      saved.push({ kind, deviceId, value });
    };
  return { saveFacts: keep('saveFacts'), saveReport: keep('saveReport'), saveReceipt: keep('saveReceipt') };
}
