/** Compares the clocks while the service runs, and says aloud what becomes of its time: log, audit log, console, devices (G45). */
import { fromMs } from '../../shared/domain/instant.ts';
import type { WritePath } from '../storage/write-path.ts';
import type { ClockTurn, SteerableClock } from './service-clock.ts';

interface ClockWatchNeeds {
  readonly clock: SteerableClock;
  readonly writePath: WritePath;
  /** Tells pages that something about the clock is to be read again. */
  readonly tell: () => void;
  readonly log: {
    readonly error: (facts: object, message: string) => void;
    readonly warn: (facts: object, message: string) => void;
  };
  readonly failed: (error: unknown) => void;
}

export const CLOCK_WORDS: Readonly<Record<ClockTurn['kind'], string>> = {
  agreed: 'The clock of this computer is believed.',
  unconfirmed:
    'By the clock of this computer the service was away for long. Nothing is removed for its age until an administrator confirms the time.',
  doubted:
    'The clock of this computer has jumped, or was wrong when the service started. The service goes by its own time, and nothing is removed for its age until an administrator decides or the clock is right again.',
  own: 'The clock of this computer is wrong; the service goes by its own time, as an administrator has decided.',
};

/** Until stopped; a stop keeps the time. */
export function watchClock(needs: ClockWatchNeeds): () => Promise<void> {
  const { clock } = needs;
  const stopListening = clock.turned.subscribe((turn) => {
    note(needs, turn);
  });
  const stop = clock.run();
  const { kind } = clock.trust();
  if (kind !== 'agreed') note(needs, { kind, movedMs: 0 });
  return async () => {
    stopListening();
    await stop();
  };
}

function note({ clock, writePath, tell, log, failed }: ClockWatchNeeds, turn: ClockTurn): void {
  const { nowMs, wallMs, ownMs } = clock.trust();
  const { kind, movedMs } = turn;
  const detail = { serviceTime: fromMs(nowMs), wallTime: fromMs(wallMs), ownTime: fromMs(ownMs) };
  log[kind === 'agreed' ? 'warn' : 'error'](detail, CLOCK_WORDS[kind]);
  tell();
  const entry = { service: 'continuity', actor: 'service', target: 'clock' } as const;
  writePath
    .transact(async (unit) => {
      if (movedMs !== 0) unit.announce({ kind: 'clock' });
      await unit.audit({ ...entry, action: `clock.${kind}`, detail });
    })
    .catch(failed);
}
