/** The device killed at each named point, again and again on one state: nothing lost, told again only as repeated (G17, G43). */
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openState } from '../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../electron/adapters/state/state-paths.ts';
import { fileKeyBox } from '../../electron/adapters/secret-box/file-key.ts';
import { addEvent, foundOrganisation, inMode, isOnline } from '../journeys/organisation.ts';
import {
  startDevice,
  startService,
  type DeviceProcess,
  type Line,
  type ServiceProcess,
} from '../journeys/process-rig.ts';
import { folderOfFile, HITS, HITS_TIMEOUT_MS } from './hits.ts';

const EMAIL = 'ada@north.example';
const folder = folderOfFile();
let service: ServiceProcess;
let groupId: string;

beforeAll(async () => {
  service = await startService(folder);
  ({ groupId } = await foundOrganisation(service, [EMAIL]));
  return () => service.kill();
});

/** One continuity event after the other, each begun and ended, told to a device that dies in between. */
function createStory(state: string) {
  const told: Line[] = [];
  let number = 0;
  let eventId: string | null = null;
  let expected: string | null = null;
  return {
    told,
    /** Texts that a person must have been told. */
    texts: () => Array.from({ length: number }, (_, index) => textOf(index + 1)),
    /** Leaves nothing behind for the next story. */
    close: async () => {
      if (eventId !== null) await service.admin('POST', `/events/${eventId}/end`);
    },
    next: async () => {
      number += 1;
      expected = textOf(number);
      if (eventId === null) {
        const texts = { startMessage: textOf(number), endMessage: textOf(number + 1) };
        eventId = await addEvent(service, groupId, texts);
      } else {
        await service.admin('POST', `/events/${eventId}/end`);
        eventId = null;
      }
    },
    /** Starts the device; resolves when it has told all that it owes, or with false when it died before. */
    begin: async (crashAt: string): Promise<{ readonly device: DeviceProcess; readonly isWell: boolean }> => {
      const env = { CONTINUITY_CRASH_AT: crashAt };
      const device = startDevice(service.url, EMAIL, path.join(folder, state), { env });
      void device.ended.then(() => told.push(...device.lines.filter(({ type }) => type === 'notice')));
      const owed = (line: Line): boolean => line.type === 'notice' && line['text'] === expected;
      const isOwed = expected !== null && !told.some(owed);
      const isWell = await Promise.all([
        device.until(isOnline),
        device.until(inMode(eventId === null ? 'normal' : 'dr')),
        ...(isOwed ? [device.until(owed)] : []),
      ]).then(
        () => true,
        () => false,
      );
      return { device, isWell };
    },
  };
}

const textOf = (number: number): string => `message ${String(number)}`;

test.each([
  // The place, and its how-manieth passing: those of what is told again after the last kill come first.
  ['recv-before-persist', (hit: number) => 1 + (hit % 4)],
  ['persisted-before-ack', () => 1],
  ['acked-before-apply', (hit: number) => (hit === 0 ? 1 : 2)],
  ['applied-before-show', (hit: number) => (hit === 0 ? 1 : 2)],
  ['shown-before-mark', (hit: number) => (hit === 0 ? 1 : 2)],
] as const)(
  'G17: %s: every message told, once or marked as repeated; every receipt arrives',
  async (point, passing) => {
    const story = createStory(point);
    // Registered, and all that was there before is told.
    const first = await story.begin('');
    await first.device.kill();
    for (let hit = 0; hit < HITS; hit += 1) {
      const { device, isWell } = await story.begin(`${point}:${String(passing(hit))}`);
      if (isWell) await story.next();
      expect(await device.ended).toBe('SIGKILL');
    }
    const { device, isWell } = await story.begin('');
    expect([isWell, device.stderr()]).toMatchObject([true, expect.any(String)]);
    const registered = await device.until(({ type }) => type === 'registered');
    const texts = story.texts();
    await receiptsOf(String(registered['deviceId']), texts.length);
    await device.kill();
    await story.close();
    for (const text of texts) {
      const lines = story.told.filter((line) => line['text'] === text);
      expect(lines.length, text).toBeGreaterThan(0);
      expect(lines.filter((line) => line['repeated'] === false).length, text).toBeLessThanOrEqual(1);
    }
  },
  HITS_TIMEOUT_MS,
);

/** Asks until as many are recorded; more would be wrong, and only the newest hundred are shown. */
async function receiptsOf(deviceId: string, count: number): Promise<void> {
  for (;;) {
    const { receipts } = await service.admin('GET', `/devices/${deviceId}`);
    const all = receipts as readonly { eventId: string; kind: string }[];
    const different = new Set(all.map(({ eventId, kind }) => `${eventId} ${kind}`));
    expect(different.size).toBe(all.length);
    if (all.length >= Math.min(count, 20)) return;
  }
}

describe('on a state folder of its own', () => {
  test.each([
    ['config-tmp-written', (hit: number) => 1 + (hit % 2)],
    ['config-renamed', (hit: number) => 1 + (hit % 2)],
    ['migration-step-1', () => 1],
  ] as const)(
    'G39, G43: %s: the next start opens it and writes',
    async (point, passing) => {
      for (let hit = 0; hit < HITS; hit += 1) {
        const state = path.join(folder, `${point}-${String(hit)}`);
        const env = { CONTINUITY_CRASH_AT: `${point}:${String(passing(hit))}` };
        expect(await startDevice(service.url, EMAIL, state, { env }).ended).toBe('SIGKILL');
        const problems: string[] = [];
        const log = { write: (_level: string, message: string) => problems.push(message) };
        const { records, close } = await openState({
          folder: state,
          box: fileKeyBox(statePaths(state).keyFile),
          log,
        });
        await records.write([{ kind: 'outbox', id: 'x', value: hit }]);
        expect([...(await records.read('outbox'))]).toEqual([['x', hit]]);
        await close();
        expect(problems).toEqual([]);
      }
    },
    HITS_TIMEOUT_MS,
  );
});
