/** Keeps the change log from growing for ever: a device that was away longer gets the whole snapshot instead. */
import { DAY_MS, fromMs, HOUR_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { WritePath } from './write-path.ts';

/** A week: longer than events stay on a device, and than most holidays of a laptop. */
const KEPT_MS = 7 * DAY_MS;

/** And at most so many changes, whatever their age: catching up by more is no cheaper than a snapshot. */
const KEPT_CHANGES = 100_000;

/** `settledMs`: the time by which it is too old; service time, so that a lab's steered clock is followed. */
export async function trimChangeLog(writePath: WritePath, settledMs: number): Promise<void> {
  await writePath.transact(async ({ db }) => {
    const { revision, horizon } = await db
      .selectFrom('organisation')
      .select(['revision', 'horizon'])
      .executeTakeFirstOrThrow();
    const aged = await db
      .selectFrom('changeLog')
      .select((row) => row.fn.max('revision').as('revision'))
      .where('at', '<', fromMs(settledMs - KEPT_MS))
      .executeTakeFirst();
    const upTo = Math.max(horizon, aged?.revision ?? 0, revision - KEPT_CHANGES);
    if (upTo <= horizon) return;
    await db.deleteFrom('changeLogPeople').where('revision', '<=', upTo).execute();
    await db.deleteFrom('changeLog').where('revision', '<=', upTo).execute();
    await db.updateTable('organisation').set({ horizon: upTo }).execute();
  });
}

const TRIM_EVERY_MS = HOUR_MS;

/** Trims now and every hour, until stopped. */
export function startTrimming(
  writePath: WritePath,
  clock: { readonly settledMs: () => number; readonly schedule: (delayMs: number, run: () => void) => Stop },
  failed: (error: unknown) => void,
): Stop {
  let stopTimer: Stop = () => undefined;
  const trim = (): void => {
    stopTimer = clock.schedule(TRIM_EVERY_MS, trim);
    trimChangeLog(writePath, clock.settledMs()).catch(failed);
  };
  trim();
  return () => {
    stopTimer();
  };
}
