/** One instance, and a quit that waits for everything long-lived to stop (house style 26). */
import type { App } from 'electron';
import type { Log } from '../device/ports.ts';

export interface LongLived {
  readonly name: string;
  readonly stop: () => Promise<void>;
}

export interface Lifecycle {
  /** Stopped at quit, the last kept first. */
  readonly keep: (thing: LongLived) => void;
  readonly quitting: () => boolean;
}

/** Longer than the device needs to end its writes; a system that shuts down does not wait for more. */
const stopWithinMs = 8_000;

type Phase = 'running' | 'stopping' | 'stopped';

export function createLifecycle(app: Pick<App, 'on' | 'quit'>, log: Log): Lifecycle {
  const kept: LongLived[] = [];
  let phase: Phase = 'running';

  async function stopAll(): Promise<void> {
    for (const { name, stop } of kept.reverse()) {
      await within(stop(), stopWithinMs).catch((error: unknown) => {
        log.write('error', 'did not stop in order', { name, error: String(error) });
      });
    }
  }

  app.on('before-quit', (event) => {
    if (phase === 'stopped') return;
    event.preventDefault();
    if (phase === 'stopping') return;
    phase = 'stopping';
    void stopAll().then(() => {
      phase = 'stopped';
      app.quit();
    });
  });
  // Closing the window keeps the device running (experience, "Tray").
  app.on('window-all-closed', () => undefined);

  return {
    keep: (thing) => void kept.push(thing),
    quitting: () => phase !== 'running',
  };
}

async function within(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`not done within ${limitMs} ms`));
    }, limitMs);
  });
  await Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}
