/** The device's one pen: what is decided in one turn is written in one piece, in order, and tried again when the disk refuses. */
import type { CrashPoint, Log, RecordChange, Records } from './ports.ts';

export interface Journal {
  /** Everything put before the turn ends is one write: all or nothing. */
  readonly put: (changes: readonly RecordChange[]) => void;
  /** Resolves when all that was put has been written, or refused by the disk; then it stays to be tried again. */
  readonly settled: () => Promise<void>;
  /** Tries again what was refused. */
  readonly retry: () => void;
  /** Forgets what is not written yet and waits for the write under way: the store is about to be wiped. */
  readonly discard: () => Promise<void>;
}

export interface JournalNeeds {
  readonly records: Pick<Records, 'write'>;
  readonly log: Log;
  readonly crashPoint: (name: CrashPoint) => void;
}

export function createJournal(needs: JournalNeeds): Journal {
  /** The latest change of each record that is not on disk yet. */
  let waiting = new Map<string, RecordChange>();
  let writing: Promise<void> | null = null;

  async function drain(): Promise<void> {
    // The turn that started this goes on putting until it ends.
    await Promise.resolve();
    let isFine = true;
    while (isFine && waiting.size > 0) {
      const batch = waiting;
      waiting = new Map();
      isFine = await write(batch);
    }
    // Here and not when the promise settles: a put in between would find nobody at work.
    writing = null;
  }

  async function write(batch: ReadonlyMap<string, RecordChange>): Promise<boolean> {
    try {
      needs.crashPoint('recv-before-persist');
      await needs.records.write([...batch.values()]);
      return true;
    } catch (cause) {
      needs.log.write('error', 'records could not be written', { cause: String(cause), records: batch.size });
      // What was put meanwhile is newer.
      waiting = new Map([...batch, ...waiting]);
      return false;
    }
  }

  function start(): void {
    if (waiting.size === 0) return;
    writing ??= drain();
  }

  return {
    put(changes) {
      for (const change of changes) waiting.set(`${change.kind}\n${change.id}`, change);
      start();
    },
    settled: async () => {
      await writing;
    },
    retry: start,
    async discard() {
      waiting = new Map();
      await writing;
      waiting = new Map();
    },
  };
}
