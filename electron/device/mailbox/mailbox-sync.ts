/** Drives the sync machine: runs, waits, tells. */
import { createEmitter, type Stop } from '../../../shared/lib/emitter.ts';
import type { CacheView } from '../../../shared/bridge/snapshot.ts';
import { createJmapClient } from './jmap/client.ts';
import { runSync, type RunEvents } from './run-sync.ts';
import { SyncError } from './sync-error.ts';
import { isRunning, next, type SyncSignal, type SyncState } from './sync-next.ts';
import { readNote, type SyncNote } from './sync-note.ts';
import type { CreateMailboxSync, MailboxSyncNeeds } from './sync-port.ts';
import { RunStopped } from './sync-run.ts';
import { NO_PROGRESS, NOT_LOOKED_YET, problemOf, viewOf, type SyncProgress } from './sync-view.ts';

export const createMailboxSync: CreateMailboxSync = (needs) => {
  let state: SyncState = { name: 'stopped' };
  let progress: SyncProgress = NO_PROGRESS;
  let cancelTimer: Stop = () => undefined;
  let lastRun: Promise<void> = Promise.resolve();
  const views = createEmitter<CacheView>();
  const performRun = createRunner(needs);

  const tell = (change: Partial<SyncProgress>): void => {
    progress = { ...progress, ...change };
    views.emit(viewOf(state, progress));
  };
  const events: RunEvents = {
    checkStopped: () => {
      if (state.name === 'stopping' || state.name === 'restarting') throw new RunStopped();
    },
    changed: async () => {
      const counts = await needs.mail.counts();
      tell({ counts, generation: progress.generation + 1 });
    },
    expects: (expected) => {
      tell({ expected });
    },
  };
  const signal = (what: SyncSignal): void => {
    const before = state;
    state = next(before, what, needs.clock.monotonicMs());
    if (state === before) return;
    cancelTimer();
    cancelTimer =
      'dueAtMs' in state ? wakeAt(needs, state.dueAtMs, () => signal({ type: 'due' })) : () => undefined;
    if (begins(before, state, what)) lastRun = performRun(events, tell).then(signal);
    views.emit(viewOf(state, progress));
  };
  return {
    start: () => {
      // What was complete before it stopped may have moved on meanwhile.
      if (state.name === 'stopped' || state.name === 'stopping')
        progress = { ...progress, ...NOT_LOOKED_YET };
      signal({ type: 'start' });
    },
    stop: async () => {
      signal({ type: 'stop' });
      await lastRun;
    },
    hint: () => {
      signal({ type: 'hint' });
    },
    view: () => viewOf(state, progress),
    subscribe: views.subscribe,
  };
};

/** A run begins when one is wanted and none is under way. */
function begins(before: SyncState, after: SyncState, what: SyncSignal): boolean {
  if (after.name !== 'running') return false;
  return !isRunning(before) || what.type === 'succeeded' || what.type === 'failed';
}

function wakeAt({ clock }: MailboxSyncNeeds, dueAtMs: number, wake: () => void): Stop {
  return clock.schedule(Math.max(0, dueAtMs - clock.monotonicMs()), wake);
}

type Tell = (change: Partial<SyncProgress>) => void;

function createRunner(needs: MailboxSyncNeeds): (events: RunEvents, tell: Tell) => Promise<SyncSignal> {
  const client = createJmapClient(needs.http, needs.access);
  return async (events, tell) => {
    try {
      tell(await known(needs));
      const { completeAt }: SyncNote = await runSync({ ...needs, client }, events);
      tell({ completeAt, problem: null });
      return { type: 'succeeded' };
    } catch (cause) {
      if (cause instanceof RunStopped) return { type: 'succeeded' };
      const problem = problemOf(cause);
      needs.log.write('warn', 'the mailbox could not be synchronised', { problem, cause: String(cause) });
      tell({ problem });
      const retryAfterMs = cause instanceof SyncError ? cause.retryAfterMs : null;
      return { type: 'failed', retryAfterMs, chance: needs.chance.uniform() };
    }
  };
}

/** What the store holds before the service is asked: after a restart that is what the person reads meanwhile. */
async function known({ mail }: MailboxSyncNeeds): Promise<Partial<SyncProgress>> {
  const counts = await mail.counts();
  const completeAt = readNote(await mail.syncState())?.completeAt ?? null;
  return { counts, completeAt };
}
