/** Quitting waits for everything long-lived (house style 26). */
import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, test } from 'vitest';
import { createLifecycle } from '../../../electron/shell/app-lifecycle.ts';
import { recordingLog } from '../recording-log.ts';

/** Stands for Electron's app: a quit asks first, and happens when nobody objects. */
function createApp() {
  const events = new EventEmitter();
  const done: string[] = [];
  const quit = (): void => {
    const objections: true[] = [];
    events.emit('before-quit', { preventDefault: () => void objections.push(true) });
    if (objections.length === 0) done.push('quit');
  };
  const app = { on: events.on.bind(events), quit } as unknown as Pick<App, 'on' | 'quit'>;
  return { app, quit, done, closeLastWindow: () => events.emit('window-all-closed') };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the app quits in order', () => {
  test('the last kept is stopped first, then the app quits', async () => {
    const { app, quit, done } = createApp();
    const lifecycle = createLifecycle(app, recordingLog());
    for (const name of ['device', 'tray']) lifecycle.keep({ name, stop: async () => void done.push(name) });
    expect(lifecycle.quitting()).toBe(false);
    quit();
    expect(lifecycle.quitting()).toBe(true);
    await turn();
    expect(done).toEqual(['tray', 'device', 'quit']);
  });

  test('asked twice, it stops once', async () => {
    const { app, quit, done } = createApp();
    createLifecycle(app, recordingLog()).keep({ name: 'device', stop: async () => void done.push('device') });
    quit();
    quit();
    await turn();
    expect(done).toEqual(['device', 'quit']);
  });

  test('what fails to stop does not keep the rest from stopping, and is logged', async () => {
    const { app, quit, done } = createApp();
    const log = recordingLog();
    const lifecycle = createLifecycle(app, log);
    lifecycle.keep({ name: 'device', stop: async () => void done.push('device') });
    lifecycle.keep({ name: 'tray', stop: () => Promise.reject(new Error('gone')) });
    quit();
    await turn();
    expect(done).toEqual(['device', 'quit']);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { name: 'tray' } }]);
  });

  test('experience: without a window the app goes on', () => {
    const { app, done, closeLastWindow } = createApp();
    createLifecycle(app, recordingLog());
    // Electron quits by itself only where nobody listens.
    expect(closeLastWindow()).toBe(true);
    expect(done).toEqual([]);
  });
});
