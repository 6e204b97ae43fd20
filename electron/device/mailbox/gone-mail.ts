/** What leaves the store: mail that the window has passed, and mail that the service no longer has, unless it lost too much at once (STATES.md 15). */
import { fromMs } from '../../../shared/domain/instant.ts';
import type { SyncRun } from './sync-run.ts';

/** Nobody destroys so many one by one between two looks; a service that lets go of a mailbox does, a part at a time. */
const MANY = 20;

/** `lost` of the `held` that the service should have, and all of it is still within the window. */
export function isLossOfMany(lost: number, held: number): boolean {
  return lost >= MANY || (lost > 1 && 2 * lost > held);
}

/** Only after the service has answered in this run: a clock that is days fast empties nothing (7). */
export async function rollOut(run: SyncRun): Promise<void> {
  const old = await run.mail.idsBefore(fromMs(run.windowStartMs));
  if (old.length > 0) await remove(run, old);
}

/** The service no longer has these. */
export async function letGo(run: SyncRun, gone: readonly string[]): Promise<void> {
  if (gone.some((id) => isHeld(run, id))) await rollOut(run);
  const lost = gone.filter((id) => isHeld(run, id));
  if (lost.length === 0) return;
  const held = run.have.size - run.kept.size;
  if (!isLossOfMany(lost.length, held)) {
    await remove(run, lost);
    return;
  }
  for (const id of lost) run.kept.add(id);
  const facts = { lost: lost.length, held };
  run.log.write('error', 'the service has lost many messages at once: they are kept here', facts);
}

function isHeld(run: SyncRun, id: string): boolean {
  return run.have.has(id) && !run.kept.has(id);
}

async function remove(run: SyncRun, ids: readonly string[]): Promise<void> {
  await run.mail.remove(ids);
  for (const id of ids) {
    run.have.delete(id);
    run.kept.delete(id);
  }
  await run.changed();
}
