/** Waits for something, but not for ever: what is asked of a person's screen or of a peer may never answer. */
import type { Clock } from './ports.ts';

export async function within(clock: Clock, limitMs: number, something: Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = clock.schedule(limitMs, resolve);
    something.then(
      () => {
        stop();
        resolve();
      },
      (cause: unknown) => {
        stop();
        reject(cause instanceof Error ? cause : new Error(String(cause)));
      },
    );
  });
}
