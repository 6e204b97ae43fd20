/** Updates for the window: coalesced to a frame, a change of mode at once (D1). */
import { describe, expect, test } from 'vitest';
import { COALESCE_MS, createSnapshotPublisher } from '../../../electron/bridge/publish-snapshots.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { WindowUpdate } from '../../../shared/bridge/window-api.ts';
import { sampleEvent, sampleShell, sampleSnapshot } from '../sample-snapshot.ts';
import { steeredTimers } from '../steered-timers.ts';

const calm = sampleSnapshot();
const dr: Partial<DeviceSnapshot> = { mode: { ...calm.mode, mode: 'dr', participating: [sampleEvent()] } };
const outbox = (queued: number): DeviceSnapshot =>
  sampleSnapshot({ outbox: { queued, sent: 0, items: [], drafts: [] } });

function publishing(device: DeviceSnapshot | null = calm) {
  const timers = steeredTimers();
  const seen: WindowUpdate[] = [];
  const publisher = createSnapshotPublisher({ device, shell: sampleShell() }, timers.schedule);
  publisher.subscribe((update) => void seen.push(update));
  return { publisher, timers, seen };
}

describe('D1: what the window gets', () => {
  test('many changes within a frame are one update, the latest', () => {
    const { publisher, timers, seen } = publishing();
    for (const queued of [1, 2, 3]) publisher.setDevice(outbox(queued));
    publisher.setShell(sampleShell({ darkTheme: true }));
    expect(seen).toEqual([]);
    timers.advance(COALESCE_MS);
    expect(seen).toEqual([{ device: outbox(3), shell: sampleShell({ darkTheme: true }) }]);
    timers.advance(1000);
    expect(seen).toHaveLength(1);
  });

  test('a steady stream is passed on at most once a frame', () => {
    const { publisher, timers, seen } = publishing();
    for (let ms = 0; ms < 160; ms += 1) {
      publisher.setDevice(outbox(ms));
      timers.advance(1);
    }
    expect(seen).toHaveLength(10);
  });

  test.each<[string, DeviceSnapshot | null, DeviceSnapshot]>([
    ['the device speaks for the first time', null, calm],
    ['DR begins', calm, sampleSnapshot(dr)],
    ['DR ends', sampleSnapshot(dr), calm],
    [
      'the message changes while DR goes on',
      sampleSnapshot(dr),
      sampleSnapshot({ mode: { ...calm.mode, mode: 'dr', participating: [sampleEvent({ version: 2 })] } }),
    ],
    [
      'something stands in the way',
      calm,
      sampleSnapshot({ mode: { ...calm.mode, blocked: [sampleEvent()] } }),
    ],
    [
      'held mail comes back',
      calm,
      sampleSnapshot({
        mode: { ...calm.mode, recovering: { event: sampleEvent(), recovery: { delivered: 0, total: 2 } } },
      }),
    ],
  ])('%s: at once, and not twice', (_what, before, after) => {
    const { publisher, timers, seen } = publishing(before);
    publisher.setDevice(after);
    expect(seen.map(({ device }) => device)).toEqual([after]);
    timers.advance(1000);
    expect(seen).toHaveLength(1);
  });

  test('a change of mode takes with it what was waiting', () => {
    const { publisher, timers, seen } = publishing();
    publisher.setShell(sampleShell({ darkTheme: true }));
    publisher.setDevice(sampleSnapshot(dr));
    timers.advance(1000);
    expect(seen).toEqual([{ device: sampleSnapshot(dr), shell: sampleShell({ darkTheme: true }) }]);
  });
});
