/** The control service as a process of its own, as a program outside would start it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { programOf } from '../programs/programs.ts';

const readySchema = z.object({
  pid: z.int(),
  httpUrl: z.string(),
  smtp: z.object({ host: z.string(), port: z.int() }),
  adminToken: z.string(),
});
export type Ready = z.infer<typeof readySchema>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

export interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export function launch(args: readonly string[]): Launched {
  // One process, not a wrapper around one: a signal must reach the service itself.
  const child = spawn(process.execPath, [programOf('service/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  child.stdout.resume();
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode, stderr }));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  return { child, ended };
}

const START_TIMEOUT_MS = 60_000;

/** Waits for the ready file; a service that ends instead fails the test with what it said. */
export async function launchReady(
  folder: string,
  more: readonly string[] = [],
): Promise<Launched & { ready: Ready }> {
  const file = path.join(folder, 'ready.json');
  const anyPort = ['--http', '127.0.0.1:0', '--smtp', '127.0.0.1:0'];
  const launched = launch(['--data', folder, ...anyPort, '--ready-file', file, ...more]);
  const { child } = launched;
  const isReady = () =>
    existsSync(file) && readySchema.parse(JSON.parse(readFileSync(file, 'utf8'))).pid === child.pid;
  await expect.poll(() => isReady() || child.exitCode !== null, { timeout: START_TIMEOUT_MS }).toBe(true);
  if (!isReady()) throw new Error((await launched.ended).stderr);
  return { ...launched, ready: readySchema.parse(JSON.parse(readFileSync(file, 'utf8'))) };
}

/** With the administrator token of the ready file. */
export function callReady(
  { httpUrl, adminToken }: Ready,
  method: string,
  route: string,
  body?: unknown,
): Promise<Response> {
  return fetch(`${httpUrl}${route}`, {
    method,
    headers: {
      authorization: `Bearer ${adminToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
