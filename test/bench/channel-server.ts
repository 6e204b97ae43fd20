/** The real channel as a process of its own, with devices that the load generator can be: `channel-server.ts INSIDE OUTSIDE`. */
import { createHash } from 'node:crypto';
import { createChannel } from '../../service/channel/channel.ts';
import { frameOf } from '../../service/channel/frame.ts';
import type { RegisteredDevice, ServiceClock, Truth } from '../../service/channel/ports.ts';
import { MINUTE_MS } from '../../shared/domain/instant.ts';
import { createMemoryTruth } from '../fakes/memory-truth.ts';
import { deviceKeyOf } from '../service/channel/test-device.ts';
import { serveBench } from './bench-server.ts';

const [inside = 1000, outside = 0] = process.argv.slice(2).map(Number);

const clock: ServiceClock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

const memory = createMemoryTruth(clock.nowMs());
const groupId = await memory.addGroup('inside');
const otherGroupId = await memory.addGroup('outside');
const devices = new Map<string, RegisteredDevice>();
for (let index = 0; index < inside + outside; index += 1) {
  const id = `device-${index}`;
  const userId = await memory.addPerson({
    email: `${id}@example.com`,
    displayName: id,
    disasterRecovery: true,
    groupIds: [index < inside ? groupId : otherGroupId],
  });
  // The load generator derives the same key from the id.
  const { publicKey } = deviceKeyOf(createHash('sha256').update(id).digest());
  devices.set(id, { id, userId, publicKey, revoked: false });
}
const eventId = await memory.addEvent({ description: 'Bench', groupId, startMs: clock.nowMs(), endMs: null });

const truth: Truth = { ...memory.truth, device: async (deviceId) => devices.get(deviceId) ?? null };
const channel = createChannel({
  truth,
  clock,
  records: {
    saveFacts: () => Promise.resolve(),
    saveReport: () => Promise.resolve(),
    saveReceipt: () => Promise.resolve(),
  },
  tokens: {
    issue: async ({ id }, nowMs) => ({
      accessToken: createHash('sha256').update(id).digest('hex'),
      expiresAtMs: nowMs + 10 * MINUTE_MS,
    }),
  },
  log: { write: (level, message) => console.error(level, message) },
});

let round = 0;
const [event] = await memory.truth.eventsOf([...devices.values()][0]?.userId ?? '', clock.nowMs());
if (event === undefined) throw new Error('the first device knows no event');
const { length } = frameOf({ type: 'event', revision: 1000, event: { ...event, description: 'Round 10' } });
const headerBytes = 4;
const server = serveBench(length - headerBytes, () => {
  round += 1;
  void memory.changeEvent(eventId, { description: `Round ${String(round).padStart(2, '0')}` });
});
channel.attach(server);
