/** Sleep, lock and network as the device's signals (G2, G4). */
import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { expect, test } from 'vitest';
import type { PowerSignal } from '../../../electron/device/ports.ts';
import { listenForPower } from '../../../electron/shell/power-signals.ts';
import { steeredTimers } from '../steered-timers.ts';

function listening() {
  const system = new EventEmitter();
  const timers = steeredTimers();
  const heard: PowerSignal[] = [];
  const network = { online: true };
  const stop = listenForPower(
    {
      powerMonitor: system as unknown as PowerMonitor,
      isOnline: () => network.online,
      every: timers.every,
    },
    (signal) => void heard.push(signal),
  );
  return { system, timers, heard, network, stop };
}

test('G4: waking and unlocking are told', () => {
  const { system, heard } = listening();
  system.emit('resume');
  system.emit('unlock-screen');
  expect(heard).toEqual(['wake', 'unlock']);
});

test('G2: the network’s return is told once, within three seconds', () => {
  const { timers, heard, network } = listening();
  network.online = false;
  timers.advance(10_000);
  expect(heard).toEqual([]);
  network.online = true;
  timers.advance(3_000);
  expect(heard).toEqual(['network-up']);
  timers.advance(60_000);
  expect(heard).toEqual(['network-up']);
});

test('house style 19: afterwards nothing listens and nothing runs', () => {
  const { system, timers, stop } = listening();
  stop();
  expect(system.eventNames()).toEqual([]);
  expect(timers.waiting()).toBe(0);
});
