/** The order of system calls for every message: written, file and folder synced, and only then 250 (G20). */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { programOf } from '../../programs/programs.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { connectSmtp, sendRaw } from './raw-smtp.ts';

const MESSAGES = 200;
const hasStrace = spawnSync('strace', ['-V']).status === 0;

type Step = 'written' | 'synced' | 'folder-synced' | 'answered';

/** A step at the moment its call returned; the answer at the moment it was begun. */
function stepsOf(trace: string): readonly Step[] {
  const unfinished = new Map<string, Step>();
  const steps: Step[] = [];
  for (const line of trace.split('\n')) {
    const [pid = ''] = line.split(' ');
    if (line.includes(' resumed>')) {
      const step = unfinished.get(pid);
      unfinished.delete(pid);
      if (step !== undefined) steps.push(step);
      continue;
    }
    const step = stepOf(line);
    if (step === null) continue;
    if (line.includes('<unfinished ...>') && step !== 'answered') unfinished.set(pid, step);
    else steps.push(step);
  }
  return steps;
}

function stepOf(line: string): Step | null {
  if (/ p?writev?(?:64)?\(\d+<[^>]*\.mail>/.test(line)) return 'written';
  if (/ fsync\(\d+<[^>]*\.mail>/.test(line)) return 'synced';
  if (/ fsync\(\d+<[^>]*\/mail>/.test(line)) return 'folder-synced';
  return / writev?\(.*"250 2\.6\.0 OK: message queued/.test(line) ? 'answered' : null;
}

test.skipIf(!hasStrace)(
  'G20: strace shows the order for 200 messages (skipped where there is no strace)',
  async () => {
    const folder = temporaryFolder();
    const trace = path.join(folder, 'trace');
    const script = programOf('test/service/gateway/smtp-child.ts');
    const calls = 'trace=write,writev,pwrite64,pwritev,fsync,fdatasync';
    const child = spawn('strace', ['-f', '-y', '-e', calls, '-o', trace, process.execPath, script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    // The tracer and what it traces.
    const kill = (): boolean => process.kill(-(child.pid ?? 0), 'SIGKILL');
    const exited = new Promise((resolve) => child.once('exit', resolve));
    onTestFinished(() => {
      if (child.exitCode === null && child.signalCode === null) kill();
    });
    const port = await new Promise<number>((resolve) =>
      child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))),
    );
    const client = await connectSmtp(port);
    for (let n = 0; n < MESSAGES; n += 1) {
      expect(await sendRaw(client, Buffer.from(`Subject: ${String(n)}\r\n\r\nbody\r\n`))).toMatch(/^250/);
    }
    kill();
    await exited;
    const steps = stepsOf(readFileSync(trace, 'utf8'));
    // The two are begun together, and either may be first.
    const sorted = Array.from({ length: MESSAGES }, (_, n) => [
      ...steps.slice(4 * n, 4 * n + 1),
      ...steps.slice(4 * n + 1, 4 * n + 3).sort(),
      ...steps.slice(4 * n + 3, 4 * n + 4),
    ]);
    expect(steps).toHaveLength(4 * MESSAGES);
    const expected: readonly Step[] = ['written', 'folder-synced', 'synced', 'answered'];
    expect(sorted).toEqual(Array.from({ length: MESSAGES }, () => expected));
  },
);
