/** Holds the derived mode and since when it is so, over restarts (M1, M2 in STATES.md). */
import { z } from 'zod';
import type { Journal } from '../journal.ts';
import { valueChange } from '../record-changes.ts';
import type { DerivedMode } from './derive-mode.ts';

export const modeRecordSchema = z.object({
  mode: z.enum(['normal', 'dr']),
  /** Service time, milliseconds UTC. */
  sinceMs: z.number(),
});
export type ModeRecord = z.infer<typeof modeRecordSchema>;

export interface ModeKeeper {
  readonly derived: () => DerivedMode;
  /** null before the first evaluation ever. */
  readonly sinceMs: () => number | null;
  /** true: the mode switched. */
  readonly become: (derived: DerivedMode, nowMs: number) => boolean;
}

const NOT_YET: DerivedMode = { mode: 'normal', verdicts: [], nextChangeMs: null };

export function createModeKeeper(journal: Journal, stored: ModeRecord | null): ModeKeeper {
  let record = stored;
  let current = NOT_YET;
  return {
    derived: () => current,
    sinceMs: () => record?.sinceMs ?? null,
    become(derived, nowMs) {
      current = derived;
      if (record?.mode === derived.mode) return false;
      const next: ModeRecord = { mode: derived.mode, sinceMs: nowMs };
      journal.put(valueChange('mode', record, next));
      record = next;
      return true;
    },
  };
}
