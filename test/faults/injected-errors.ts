/** System calls of a running process that fail, by strace. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type DiskError = 'ENOSPC' | 'EIO' | 'EROFS';

export const HAS_STRACE = spawnSync('strace', ['-V']).status === 0;

/**
 * From now on these calls of the process fail, all or those that `when` names (`2+3`: the second, and each third after it);
 * resolves with the way to let them succeed again.
 */
export async function inject(
  pid: number,
  calls: string,
  error: DiskError,
  when = '1+',
): Promise<() => Promise<void>> {
  const what = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}:when=${when}`];
  const tracer = spawn('strace', ['-f', '-o', '/dev/null', ...what, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(tracer, 'exit');
  for await (const line of createInterface(tracer.stderr)) if (line.includes('attached')) break;
  return async () => {
    if (tracer.exitCode === null) tracer.kill('SIGINT');
    await exited;
  };
}
