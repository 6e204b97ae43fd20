/** The computer's own clocks (`WorldClock`), as Node tells them. */
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';

export interface WorldClock {
  readonly wallMs: () => number;
  /** Nobody sets it; it may stand still while the computer sleeps. */
  readonly monotonicMs: () => number;
  /** Since the computer started, its sleep included; coarse, and dearer to ask. */
  readonly uptimeMs: () => number;
  /** Of this start of the computer; null: the platform has none. */
  readonly bootId: () => string | null;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
}

/** A timer that is longer fires at once (guarantees, recipes). */
const MAX_TIMER_MS = 2 ** 31 - 1;

const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';

export const systemClock: WorldClock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  uptimeMs: () => os.uptime() * SECOND_MS,
  bootId: readBootId,
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(delayMs, MAX_TIMER_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};

function readBootId(): string | null {
  try {
    return readFileSync(BOOT_ID_FILE, 'utf8').trim();
  } catch {
    // Linux alone has it; elsewhere, and where it may not be read, a start is compared without it.
    return null;
  }
}
