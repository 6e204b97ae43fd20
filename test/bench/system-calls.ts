/** Counts a server's system calls per device of a fan-out: with strace where it is, else the writes that /proc counts. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BuiltFloor } from './floor/build.ts';
import { putLoad, type RunningServer } from './load-run.ts';

const FEW_ROUNDS = 1;
/** Enough that the chance of the handshakes (threads waking each other) hardly shows, and all before the first ping. */
const MANY_ROUNDS = 41;

export interface SystemCalls {
  readonly perDevice: number;
  readonly how: string;
}

/**
 * The same load with few and with many rounds: what connecting costs falls out of the difference.
 * `start` gives a fresh server each time.
 */
export async function countSystemCalls(
  built: BuiltFloor,
  start: () => Promise<RunningServer>,
  clients: number,
): Promise<SystemCalls> {
  const withStrace = spawnSync('strace', ['-V']).error === undefined;
  const count = withStrace ? countWithStrace : countWrites;
  const counts: number[] = [];
  for (const rounds of [FEW_ROUNDS, MANY_ROUNDS]) {
    const server = await start();
    const load = { clients, rounds, asDevice: true, payload: 1 };
    try {
      counts.push(await count(server.ready.pid, () => putLoad(built, server, load)));
    } finally {
      await server.stop();
    }
  }
  const [few = NaN, many = NaN] = counts;
  return {
    perDevice: (many - few) / ((MANY_ROUNDS - FEW_ROUNDS) * clients),
    how: withStrace ? 'strace -f -c, all calls' : '/proc/PID/io syscw, writes only',
  };
}

async function countWithStrace(pid: number, run: () => Promise<unknown>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-strace-'));
  const summary = join(folder, 'summary');
  try {
    const tracer = spawn('strace', ['-f', '-c', '-o', summary, '-p', String(pid)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exited = once(tracer, 'exit');
    const attached = createInterface(tracer.stderr)[Symbol.asyncIterator]().next();
    const { value } = (await attached) as { readonly value: unknown };
    if (!String(value).includes('attached')) throw new Error(`strace: ${String(value)}`);
    await run();
    tracer.kill('SIGINT');
    await exited;
    return totalOf(readFileSync(summary, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The calls column of strace's last line, `100.00 seconds usecs calls errors? total`. */
function totalOf(summary: string): number {
  const total = /^\s*100\.00\s+[\d.]+\s+\d+\s+(\d+).*total$/m.exec(summary)?.[1];
  if (total === undefined) throw new Error(`strace's summary has no total:\n${summary}`);
  return Number(total);
}

async function countWrites(pid: number, run: () => Promise<unknown>): Promise<number> {
  const writes = (): number => Number(/^syscw: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1]);
  const before = writes();
  await run();
  return writes() - before;
}
