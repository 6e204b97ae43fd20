/** Runs a built program as a process of its own, which may die without taking the tests along. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { programOf } from '../../../programs/programs.ts';

export interface Child {
  readonly process: ChildProcess;
  /** Lines of standard output, as they come. */
  readonly lines: AsyncIterable<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** `source`: as `programOf` has it. */
export function runChild(source: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [programOf(source), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    process: child,
    lines: createInterface({ input: child.stdout }),
    ended: once(child, 'exit').then(([code, signal]) => (code as number | null) ?? (signal as string)),
  };
}
