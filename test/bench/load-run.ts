/** Starts a server under test, puts the load on it, and reads what it cost. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ReadyLine } from './bench-server.ts';
import type { BuiltFloor } from './floor/build.ts';

const readySchema = z.object({ port: z.int(), pid: z.int(), payload: z.int().default(0) });

const loadSchema = z.object({
  clients: z.int(),
  ready: z.int(),
  lost: z.int(),
  connectMs: z.number(),
  connectCpuUs: z.number(),
  rssBeforeKb: z.number(),
  rssIdleKb: z.number(),
  /** Of each round: CPU time of the server, and when the last client had the message. */
  cpuUs: z.array(z.number()),
  lastMs: z.array(z.number()),
});
export type LoadResult = z.infer<typeof loadSchema>;

export interface RunningServer {
  readonly ready: ReadyLine;
  readonly stop: () => Promise<void>;
}

export interface LoadOptions {
  readonly clients: number;
  readonly expect?: number;
  readonly rounds: number;
  readonly asDevice: boolean;
  readonly payload: number;
  /** Connecting at a time. */
  readonly inFlight?: number;
}

/** A TypeScript server of this folder, in a process of its own. */
export function startNodeServer(file: string, args: readonly number[]): Promise<RunningServer> {
  const path = join(import.meta.dirname, file);
  return start(process.execPath, ['--expose-gc', '--import', 'tsx', path, ...args.map(String)]);
}

export function startFloor({ floor }: BuiltFloor): Promise<RunningServer> {
  return start(floor, []);
}

/** Throws when a client was lost or missed a message: then the figures mean nothing. */
export async function putLoad(
  { load }: BuiltFloor,
  { ready }: RunningServer,
  options: LoadOptions,
): Promise<LoadResult> {
  const flags = {
    port: ready.port,
    pid: ready.pid,
    clients: options.clients,
    expect: options.expect ?? options.clients,
    rounds: options.rounds,
    device: options.asDevice ? 1 : 0,
    payload: options.payload,
    collect: 1,
    'in-flight': options.inFlight ?? 256,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(load, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = await firstLine(child);
  await exited;
  if (child.exitCode !== 0) throw new Error(`the load did not come through: ${line}`);
  return loadSchema.parse(JSON.parse(line));
}

async function start(command: string, args: readonly string[]): Promise<RunningServer> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = readySchema.parse(JSON.parse(await firstLine(child)));
  return {
    ready,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the output is not a pipe');
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error('the process ended without a word');
}
