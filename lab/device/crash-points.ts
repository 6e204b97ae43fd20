/** Lets a test kill the process at a named place: CONTINUITY_CRASH_AT=name, or name:2 for the second time (guarantees). */
import process from 'node:process';
import type { CrashPoint } from '../../electron/device/ports.ts';

export function crashPoints(armed: string | undefined): (name: CrashPoint) => void {
  const [wanted, count] = (armed ?? '').split(':');
  let remaining = Number(count ?? 1);
  return (name) => {
    if (name !== wanted) return;
    remaining -= 1;
    // Not an exit: nothing may be tidied up.
    if (remaining === 0) process.kill(process.pid, 'SIGKILL');
  };
}
